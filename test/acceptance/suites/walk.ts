import { randomUUID } from 'node:crypto';
import {
  type Answer,
  Api,
  availableOf,
  customer,
  emailOf,
  type Mail,
  operator,
  type Order,
  orderOf,
  type Page,
  PASSWORD,
  type Problem,
  type Product,
  stocked,
} from '#test/api';
import { waitFor } from '#test/wait-for';
import type { System } from '#test/cleave';

let system: System;
let visitor: Api;
let staff: Api;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What a newcomer does, step by step, and what others may not do. */
export const walk = (given: () => System): void =>
  describe('the walk', () => {
    beforeAll(async () => {
      system = given();
      visitor = new Api(system.url);
      staff = await operator(system);
    });

    it('a newcomer registers, logs in, orders and reads the e-mail', async () => {
      const mug = await stocked(staff, 10);
      const email = emailOf('ada');
      const registered = await visitor.post('/v1/users', { email, password: PASSWORD, name: 'Ada' });
      expect(registered).toMatchObject({ status: 201, body: { id: expect.stringMatching(UUID), email, name: 'Ada' } });
      expect(registered.text).not.toContain('argon2');

      const session = await visitor.post<{ accessToken: string }>('/v1/sessions', { email, password: PASSWORD });
      expect(session).toMatchObject({ status: 201, body: { tokenType: 'Bearer', expiresIn: 900 } });
      const ada = new Api(system.url, session.body.accessToken);
      expect(await ada.get('/v1/users/me')).toMatchObject({
        status: 200,
        body: { email, name: 'Ada', role: 'customer' },
      });

      const shown = await ada.get<Product>(`/v1/products/${mug.id}`);
      expect(shown.body).toEqual({ ...mug, available: 10 });

      const order = await ada.orderAndWait(orderOf(mug, 2));
      expect(order).toMatchObject({
        status: 200,
        body: {
          id: expect.stringMatching(UUID),
          status: 'confirmed',
          progress: 'done',
          reason: null,
          lines: [{ productId: mug.id, quantity: 2, unitPrice: mug.price, priceVersion: 1 }],
          total: { amount: 2_500, currency: 'EUR' },
        },
      });
      expect(order.headers.get('location')).toBe(`/v1/orders/${order.body.id}`);
      expect(order.headers.get('preference-applied')).toBe('wait=10');

      await waitFor(async () => {
        const mails = await ada.get<{ data: Mail[] }>(`/v1/orders/${order.body.id}/messages`);
        return mails.body.data.length ? undefined : `no e-mail about order ${order.body.id}: ${mails.text}`;
      });
      const mails = await ada.get<{ data: Mail[] }>(`/v1/orders/${order.body.id}/messages`);
      expect(mails.body.data).toMatchObject([{ kind: 'order-confirmed', status: 'ready', to: email }]);
      expect(mails.body.data[0]!.body).toContain('25.00 EUR');
      expect(await availableOf(visitor, mug)).toBe(8);
    });

    it('who does not wait gets a 202 with a Location, and finds the order there', async () => {
      const [ada, mug] = await Promise.all([customer(system), stocked(staff, 10)]);
      const placed = await ada.order(orderOf(mug, 1));
      expect(placed).toMatchObject({ status: 202, body: { status: 'pending', total: mug.price } });
      expect(Object.keys(placed.body).toSorted()).toEqual(['id', 'status', 'total']);
      const location = placed.headers.get('location')!;
      await waitFor(async () => {
        const { status } = (await ada.get<Order>(location)).body;
        return status === 'confirmed' ? undefined : `the order is ${status}`;
      });
      expect((await ada.get<Order>(location)).body).toMatchObject({ id: placed.body.id, status: 'confirmed' });
    });

    it('who waits for less than it takes gets the 202', async () => {
      const [ada, mug] = await Promise.all([customer(system), stocked(staff, 1)]);
      const placed = await ada.order(orderOf(mug, 1, 'pm_cleave_silent'), { prefer: 'wait=1' });
      expect(placed).toMatchObject({ status: 202, body: { status: 'pending' } });
      expect(placed.headers.get('preference-applied')).toBeNull();
      expect((await ada.get<Order>(`/v1/orders/${placed.body.id}`)).body.progress).toBe('payment');
    });

    it('lists go on where the page before ended', async () => {
      const [ada, mug] = await Promise.all([customer(system), stocked(staff, 10)]);
      const ids: string[] = [];
      for (let n = 0; n < 5; n++) ids.push((await ada.orderAndWait(orderOf(mug, 1))).body.id);
      const seen: string[][] = [];
      for (let path: string | undefined = '/v1/orders?limit=2'; path;) {
        const page: Answer<Page<Order>> = await ada.get(path);
        expect(page.status).toBe(200);
        seen.push(page.body.data.map(({ id }) => id));
        const next: string | undefined = /^<(.+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
        expect(page.body.page.hasMore).toBe(next !== undefined);
        path = next;
      }
      expect(seen.map(({ length }) => length)).toEqual([2, 2, 1]);
      expect(seen.flat()).toEqual(ids.toReversed());
    });

    it('the whole catalogue can be read page by page, each product once', async () => {
      const added = await Promise.all([stocked(staff, 0), stocked(staff, 0), stocked(staff, 0)]);
      const all: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Answer<Page<Product>> = await visitor.get(`/v1/products?limit=3${cursor && `&cursor=${cursor}`}`);
        all.push(...page.body.data.map(({ id }) => id));
        cursor = page.body.page.next;
      }
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual(expect.arrayContaining(added.map(({ id }) => id)));
    });

    it('only operators add products and stock', async () => {
      const [ada, mug] = await Promise.all([customer(system), stocked(staff, 5)]);
      const product = { sku: `SKU-${randomUUID()}`, name: 'Mug', price: { amount: 1, currency: 'EUR' } };
      for (const [path, body] of [
        ['/v1/products', product],
        [`/v1/products/${mug.id}/stock`, { delta: 1, reason: 'a gift' }],
      ] as const) {
        expect(await visitor.post(path, body)).toMatchObject({ status: 401, body: { code: 'auth.token-missing' } });
        expect(await ada.post(path, body)).toMatchObject({ status: 403, body: { code: 'auth.not-allowed' } });
      }
      expect(await availableOf(visitor, mug)).toBe(5);
      const writeOff = await staff.post(`/v1/products/${mug.id}/stock`, { delta: -2, reason: 'broken' });
      expect(writeOff).toMatchObject({ status: 200, body: { onHand: 3, available: 3 } });
      const tooMuch = await staff.post<Problem>(`/v1/products/${mug.id}/stock`, { delta: -4, reason: 'broken' });
      expect(tooMuch).toMatchObject({ status: 409, body: { code: 'inventory.not-enough-stock' } });
      const again = await staff.post('/v1/products', { ...product, sku: mug.sku });
      expect(again).toMatchObject({ status: 409, body: { code: 'inventory.sku-taken' } });
    });

    it("another user's order does not exist, and neither do its e-mails", async () => {
      const [ada, eve, mug] = await Promise.all([customer(system), customer(system), stocked(staff, 5)]);
      const { body: order } = await ada.orderAndWait(orderOf(mug, 1));
      for (const path of [`/v1/orders/${order.id}`, `/v1/orders/${order.id}/messages`]) {
        const foreign = await eve.get<Problem>(path);
        const none = await eve.get<Problem>(path.replace(order.id, randomUUID()));
        expect(foreign).toMatchObject({ status: 404, body: { code: 'orders.not-found' } });
        const { code, detail, title } = none.body as Problem & { title: string };
        expect(foreign.body).toMatchObject({ code, detail, title });
        expect(await visitor.get(path)).toMatchObject({ status: 401 });
      }
      expect((await eve.get<Page<Order>>('/v1/orders')).body.data).toEqual([]);
    });

    it('an e-mail address is taken once, and a wrong password tells nothing', async () => {
      const email = emailOf('bob');
      const newUser = { email, password: PASSWORD, name: 'Bob' };
      const both = await Promise.all([visitor.post('/v1/users', newUser), visitor.post('/v1/users', newUser)]);
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]));
      const taken = await visitor.post<Problem>('/v1/users', { ...newUser, email: email.toUpperCase() });
      expect(taken).toMatchObject({ status: 409, body: { code: 'users.email-taken' } });

      const wrong = await visitor.post<Problem>('/v1/sessions', { email, password: 'wrong password' });
      const nobody = await visitor.post<Problem>('/v1/sessions', { email: emailOf('nobody'), password: PASSWORD });
      expect(wrong).toMatchObject({ status: 401, body: { code: 'users.wrong-credentials' } });
      expect({ ...nobody.body, traceId: '' }).toEqual({ ...wrong.body, traceId: '' });
    });
  });
