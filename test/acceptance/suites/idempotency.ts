import { randomUUID } from 'node:crypto';
import {
  type Answer,
  Api,
  availableOf,
  customer,
  emailOf,
  operator,
  type Order,
  orderOf,
  type Page,
  PASSWORD,
  type Problem,
  stocked,
} from '#test/api';
import type { System } from '#test/cleave';

let system: System;
let ada: Api;
let staff: Api;
const keyed = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });
const ordersOf = async (api: Api): Promise<readonly Order[]> => (await api.get<Page<Order>>('/v1/orders')).body.data;

/** What must be identical: traces and tokens are never stored. */
const reply = ({ status, text, headers }: Answer) => ({ status, text, location: headers.get('location') });

/** A repeated request gets the identical answer and counts once. */
export const idempotency = (given: () => System): void =>
  describe('the Idempotency-Key', () => {
    beforeAll(async () => {
      system = given();
      staff = await operator(system);
    });

    beforeEach(async () => (ada = await customer(system)));

    it('a repetition gets the identical answer, and there is one order', async () => {
      const mug = await stocked(staff, 10);
      const key = keyed();
      const first = await ada.order(orderOf(mug, 1), key);
      expect(first.status).toBe(202);
      expect(reply(await ada.order(orderOf(mug, 1), key))).toEqual(reply(first));
      const settled = await ada.orderAndWait(orderOf(mug, 1), key); // waiting is no part of what was asked
      expect(settled).toMatchObject({ status: 200, body: { id: first.body.id, status: 'confirmed' } });
      expect(reply(await ada.order(orderOf(mug, 1), key))).toEqual(reply(first)); // the stored result, also when it is final
      expect(reply(await ada.orderAndWait(orderOf(mug, 1), key))).toEqual(reply(settled));
      expect((await ordersOf(ada)).map(({ id }) => id)).toEqual([first.body.id]);
      expect(await availableOf(ada, mug)).toBe(9);
    });

    it('fifty at once get the identical answer, and there is one order', async () => {
      const mug = await stocked(staff, 100);
      const key = keyed();
      const answers = await Promise.all(Array.from({ length: 50 }, () => ada.order(orderOf(mug, 2), key)));
      expect(answers[0]!.status).toBe(202);
      expect(new Set(answers.map((answer) => JSON.stringify(reply(answer)))).size).toBe(1);
      expect(await ordersOf(ada)).toHaveLength(1);
    });

    it('fifty at once that wait get the identical final order, and it is charged once', async () => {
      const mug = await stocked(staff, 100);
      const key = keyed();
      const answers = await Promise.all(Array.from({ length: 50 }, () => ada.orderAndWait(orderOf(mug, 2), key)));
      expect(answers[0]).toMatchObject({ status: 200, body: { status: 'confirmed' } });
      expect(new Set(answers.map((answer) => JSON.stringify(reply(answer)))).size).toBe(1);
      expect(await availableOf(ada, mug)).toBe(98);
    });

    it('the order of the fields does not matter, what is in them does: another order is a 422', async () => {
      const mug = await stocked(staff, 10);
      const key = keyed();
      const { lines, payment } = orderOf(mug, 1);
      const first = await ada.order({ lines, payment }, key);
      expect(reply(await ada.order({ payment, lines }, key))).toEqual(reply(first));
      const others = [orderOf(mug, 2), orderOf(mug, 1, 'pm_card_mastercard')];
      for (const other of others)
        expect(await ada.order<Problem>(other, key)).toMatchObject({
          status: 422,
          body: { code: 'idempotency.key-reused' },
        });
      expect(await ordersOf(ada)).toHaveLength(1);
    });

    it('different orders at once under one key: one is placed, the others are refused', async () => {
      const mug = await stocked(staff, 100);
      const key = keyed();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => ada.order(orderOf(mug, n + 1), key)));
      const counts = [202, 422].map((status) => answers.filter((answer) => answer.status === status).length);
      expect(counts).toEqual([1, 19]);
      expect(await ordersOf(ada)).toHaveLength(1);
    });

    it('without a key it is a 400, and nothing is ordered', async () => {
      const mug = await stocked(staff, 10);
      const answer = await ada.post<Problem>('/v1/orders', orderOf(mug, 1));
      expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency.key-missing' } });
      expect(answer.body.detail).toContain('Idempotency-Key');
      expect(await ordersOf(ada)).toEqual([]);
    });

    it("another user's key is a key like any other", async () => {
      const mug = await stocked(staff, 10);
      const key = keyed();
      const eve = await customer(system);
      const [hers, his] = [await ada.order(orderOf(mug, 1), key), await eve.order(orderOf(mug, 2), key)];
      expect([hers.status, his.status]).toEqual([202, 202]);
      expect(his.body.id).not.toBe(hers.body.id);
      expect((await ordersOf(eve)).map(({ id }) => id)).toEqual([his.body.id]);
    });

    it("a stranger's key at the open doors is not mine, whatever address it was used with", async () => {
      const key = keyed();
      const [hers, his] = [emailOf('ada'), emailOf('bob')];
      const register = (email: string) => ada.post('/v1/users', { email, password: PASSWORD, name: 'Somebody' }, key);
      expect([(await register(hers)).status, (await register(his)).status]).toEqual([201, 201]);
      const logIn = (email: string, password: string) => ada.post('/v1/sessions', { email, password }, key);
      expect((await logIn(hers, 'a guess of somebody')).status).toBe(401);
      expect([(await logIn(hers, PASSWORD)).status, (await logIn(his, PASSWORD)).status]).toEqual([201, 201]);
    });

    it('a refusal is repeated, too, and a request that was not valid uses no key up', async () => {
      const key = keyed();
      const strange = orderOf({ id: randomUUID() }, 1);
      const first = await ada.order<Problem>(strange, key);
      expect(first).toMatchObject({ status: 400, body: { code: 'orders.unknown-product' } });
      const { traceId: _, ...told } = (await ada.order<Problem>(strange, key)).body;
      expect(first.body).toMatchObject(told);

      const mug = await stocked(staff, 10);
      const other = keyed();
      expect(await ada.order({ ...orderOf(mug, 0) }, other)).toMatchObject({ status: 400 });
      expect(await ada.order(orderOf(mug, 1), other)).toMatchObject({ status: 202 });
    });

    it('every POST honours a key', async () => {
      const visitor = new Api(system.url);
      const newUser = { email: emailOf('bob'), password: PASSWORD, name: 'Bob' };
      const user = keyed();
      const registered = await visitor.post('/v1/users', newUser, user);
      expect(reply(await visitor.post('/v1/users', newUser, user))).toEqual(reply(registered));
      expect(await visitor.post('/v1/users', { ...newUser, name: 'Eve' }, user)).toMatchObject({ status: 422 });

      const mug = await stocked(staff, 10);
      const stock = keyed();
      const change = { delta: 5, reason: 'delivery' };
      const received = await staff.post(`/v1/products/${mug.id}/stock`, change, stock);
      expect(reply(await staff.post(`/v1/products/${mug.id}/stock`, change, stock))).toEqual(reply(received));
      expect(await availableOf(staff, mug)).toBe(15);

      const product = { sku: `SKU-${randomUUID()}`, name: 'Tea', price: { amount: 1, currency: 'EUR' } };
      const key = keyed();
      const added = await staff.post('/v1/products', product, key);
      expect(added.status).toBe(201);
      expect(reply(await staff.post('/v1/products', product, key))).toEqual(reply(added));
    });
  });
