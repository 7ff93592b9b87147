import { messagingError } from '#libs/messaging';
import { refuse, type ContractClass } from '#libs/messaging/contract';
import { GetProductNames, MOST_NAMES } from '#shared/contracts/inventory';
import { ListMessages } from '#shared/contracts/notifications';
import { GetOrder, ListOrders } from '#shared/contracts/orders';
import { GetPaymentOfOrder, ListPayments } from '#shared/contracts/payments';
import { GetUser } from '#shared/contracts/users';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';
import { OrderDetails, OrderSummaryPage } from './orders.v2.schemas.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let bearer: string;
beforeAll(async () => {
  gateway = await gatewayApplication();
  bearer = `Bearer ${await gateway.tokenOf(well.ada)}`;
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const get = (url: string, authorization = bearer) => gateway.app.inject({ url, headers: { authorization } });
const place = (version: string, headers = {}) =>
  gateway.app.inject({
    method: 'POST',
    url: `/${version}/orders`,
    payload: well.newOrder,
    headers: { authorization: bearer, 'idempotency-key': 'the-key-of-this-order', ...headers },
  });
const asked = ({ contract }: ContractClass) => gateway.bus.asked.filter(({ name }) => name === contract.name);
const isAway = (contract: ContractClass) =>
  gateway.bus.answer(contract, () => {
    throw messagingError('context.unavailable', 'nobody listens at 127.0.0.1');
  });
const lines = well.order.lines.map((line) => ({ ...line, name: well.mug.name }));

describe('POST /v2/orders', () => {
  it.each([{}, { prefer: 'wait=10' }])(
    'answers what version 1 answers, with its own Location (%j)',
    async (headers) => {
      const [one, two] = [await place('v1', headers), await place('v2', headers)];
      expect([two.statusCode, two.json()]).toEqual([one.statusCode, one.json()]);
      expect(two.headers.location).toBe(`/v2/orders/${well.orderId}`);
    },
  );

  it('is the same request to the context as in version 1, so a client that repeats it in the other version has one order', async () => {
    await place('v1');
    await place('v2');
    const [one, two] = gateway.bus.asked;
    expect([two?.id, two?.fingerprint]).toEqual([one?.id, one?.fingerprint]);
  });
});

describe('GET /v2/orders/:id', () => {
  const show = (authorization?: string) => get(`/v2/orders/${well.orderId}`, authorization);

  it('shows the order with customer, product names, payment and e-mails, each asked once', async () => {
    const { orderId: _, ...payment } = well.payment;
    const reply = await show();
    expect([reply.statusCode, reply.json()]).toEqual([
      200,
      {
        ...well.order,
        refunds: [],
        lines,
        customer: { id: well.adaId, name: well.user.name, email: well.user.email },
        payment,
        messages: [well.message],
        degraded: [],
      },
    ]);
    expect(OrderDetails.safeParse(reply.json()).error).toBeUndefined();
    expect(gateway.bus.asked).toHaveLength(5);
    for (const { caller } of gateway.bus.asked) expect(caller).toEqual(well.ada);
  });

  it('shows staff the customer of the order, and not themselves', async () => {
    await show(`Bearer ${await gateway.tokenOf(well.oscar)}`);
    expect(asked(GetUser)).toMatchObject([{ message: { id: well.adaId }, caller: well.oscar }]);
  });

  it.each<[string, ContractClass, object]>([
    ['customer', GetUser, { customer: null }],
    ['names', GetProductNames, { lines: lines.map((line) => ({ ...line, name: null })) }],
    ['payment', GetPaymentOfOrder, { payment: null }],
    ['messages', ListMessages, { messages: null }],
  ])('shows the rest without %s, and says so, when its context is away', async (part, contract, without) => {
    const whole = (await show()).json<object>();
    isAway(contract);
    const reply = await show();
    const degraded = [{ part, code: 'context.unavailable' }];
    expect([reply.statusCode, reply.json()]).toEqual([200, { ...whole, ...without, degraded }]);
    expect(OrderDetails.safeParse(reply.json()).error).toBeUndefined();
    expect(reply.body).not.toContain('127.0.0.1');
  });

  it('says of a customer who is deleted and of a payment that was never asked for that there is none', async () => {
    gateway.bus.answer(GetUser, () => {
      throw refuse(GetUser, 'users.not-found');
    });
    gateway.bus.answer(GetPaymentOfOrder, () => {
      throw refuse(GetPaymentOfOrder, 'payments.not-found');
    });
    expect((await show()).json()).toMatchObject({ customer: null, payment: null, degraded: [] });
  });

  it('says of a payment whose owner is not known that it is missing, and not that there is none', async () => {
    gateway.bus.answer(GetPaymentOfOrder, () => {
      throw refuse(GetPaymentOfOrder, 'payments.owner-unknown');
    });
    const degraded = [{ part: 'payment', code: 'payments.owner-unknown' }];
    expect((await show()).json()).toMatchObject({ payment: null, degraded });
  });

  it('is 503 with Retry-After when orders is away, and shows nothing of the others', async () => {
    isAway(GetOrder);
    const reply = await show();
    expect([reply.statusCode, reply.json()]).toMatchObject([503, { code: 'context.unavailable' }]);
    expect(reply.headers['retry-after']).toBe('1');
    expect(reply.body).not.toContain(well.user.email);
  });

  it("says of another user's order what it says of none, whatever the others would tell", async () => {
    gateway.bus.answer(GetOrder, () => {
      throw refuse(GetOrder, 'orders.not-found');
    });
    const reply = await show();
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'orders.not-found']);
  });
});

describe('GET /v2/orders', () => {
  const ids = Array.from({ length: 25 }, (_, n) => well.orderId.slice(0, -2) + String(10 + n));
  const page = (linesOf: (n: number) => typeof well.order.lines) => ({
    data: ids.map((id, n) => ({ ...well.order, id, lines: linesOf(n) })),
    page: { next: 'more', hasMore: true },
  });

  it('asks for names and payments of all orders at once, however many there are', async () => {
    gateway.bus.answer(
      ListOrders,
      page(() => well.order.lines),
    );
    const payments = ids.slice(1).map((orderId) => ({ orderId, status: 'captured' as const }));
    gateway.bus.answer(ListPayments, { payments, isWhole: true });
    const reply = await get('/v2/orders');
    const { data, degraded } = reply.json();
    expect(gateway.bus.asked).toHaveLength(3);
    expect(asked(GetProductNames)).toMatchObject([{ message: { productIds: [well.mugId] } }]);
    expect(asked(ListPayments)).toMatchObject([{ message: { orderIds: ids } }]);
    expect(data).toHaveLength(ids.length);
    expect(data[0]).toEqual({ ...well.order, id: ids[0], lines, payment: null }); // none was asked for yet
    expect(data[1]).toEqual({ ...well.order, id: ids[1], lines, payment: { status: 'captured' } });
    expect(degraded).toEqual([]);
    expect(OrderSummaryPage.safeParse(reply.json()).error).toBeUndefined();
    expect(reply.headers.link).toBe('</v2/orders?limit=25&cursor=more>; rel="next"');
  });

  it('asks for many names in sets that inventory takes', async () => {
    const [line] = well.order.lines;
    const idOf = (n: number) => well.mugId.slice(0, -4) + String(1_000 + n);
    gateway.bus.answer(
      ListOrders,
      page((n) => Array.from({ length: 10 }, (_, m) => ({ ...line!, productId: idOf(n * 10 + m) }))),
    );
    expect((await get('/v2/orders')).statusCode).toBe(200);
    const sets = asked(GetProductNames).map(({ message }) => (message as GetProductNames).productIds);
    expect(sets.map(({ length }) => length)).toEqual([MOST_NAMES, 250 - MOST_NAMES]);
    expect(new Set(sets.flat()).size).toBe(250);
  });

  it('asks nobody else when there is no order', async () => {
    gateway.bus.answer(ListOrders, { data: [], page: well.end });
    expect((await get('/v2/orders')).json()).toEqual({ data: [], page: well.end, degraded: [] });
    expect(gateway.bus.asked).toHaveLength(1);
  });

  it.each<[string, ContractClass, object]>([
    ['names', GetProductNames, { lines: lines.map((line) => ({ ...line, name: null })) }],
    ['payment', ListPayments, { payment: null }],
  ])('lists the rest without %s when its context is away', async (part, contract, without) => {
    isAway(contract);
    const { data, degraded } = (await get('/v2/orders')).json();
    expect(data).toMatchObject([{ ...without, id: well.orderId }]);
    expect(degraded).toEqual([{ part, code: 'context.unavailable' }]);
  });

  it('says that payments are missing when some exist and cannot be shown', async () => {
    gateway.bus.answer(ListPayments, { payments: [], isWhole: false });
    const { data, degraded } = (await get('/v2/orders')).json();
    expect(data).toMatchObject([{ id: well.orderId, payment: null }]);
    expect(degraded).toEqual([{ part: 'payment', code: 'payments.owner-unknown' }]);
  });

  it('is 503 with Retry-After when orders is away', async () => {
    isAway(ListOrders);
    const reply = await get('/v2/orders');
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '1']);
  });
});
