import type { InjectOptions } from 'fastify';
import { messagingError, overloaded } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { AwaitOrder, GetOrder, ListOrders, PlaceOrder } from '#shared/contracts/orders';
import { ListMessages } from '#shared/contracts/notifications';
import { waitFor } from '#test/wait-for';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let bearer: string;
beforeAll(async () => {
  gateway = await gatewayApplication();
  bearer = `Bearer ${await gateway.tokenOf(well.ada)}`;
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const get = (url: string, headers = {}) => gateway.app.inject({ url, headers: { authorization: bearer, ...headers } });
const placeWith = (headers: InjectOptions['headers'], payload: object = well.newOrder) =>
  gateway.app.inject({ method: 'POST', url: '/v1/orders', payload, headers: { authorization: bearer, ...headers } });
const place = (headers: InjectOptions['headers'] = {}, payload?: object) =>
  placeWith({ 'idempotency-key': 'the-key-of-this-order', ...headers }, payload);

describe('POST /v1/orders', () => {
  it('answers 202 with where to look', async () => {
    const reply = await place();
    expect(reply.statusCode).toBe(202);
    expect(reply.json()).toEqual(well.placed);
    expect(reply.headers.location).toBe(`/v1/orders/${well.orderId}`);
    expect(reply.headers['preference-applied']).toBeUndefined();
    expect(gateway.bus.asked).toMatchObject([
      {
        name: PlaceOrder.contract.name,
        message: well.newOrder,
        caller: well.ada,
        traceparent: expect.stringMatching(/^00-/),
      },
    ]);
  });

  it('is one request to the context, however often and in whichever form it is sent', async () => {
    const { lines, payment } = well.newOrder;
    const replies = [
      await place(),
      await place({ 'idempotency-key': '"the-key-of-this-order"' }),
      await place({ prefer: 'wait=1' }, { payment, lines }),
    ];
    const asked = gateway.bus.asked.filter(({ name }) => name === PlaceOrder.contract.name);
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(new Set(asked.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(replies[1]!.body).toBe(replies[0]!.body);
  });

  it('is another request with another key, body or caller', async () => {
    await place();
    await place({ 'idempotency-key': 'the-key-of-another-order' });
    await place({ authorization: `Bearer ${await gateway.tokenOf(well.oscar)}` });
    await place({}, { ...well.newOrder, payment: { method: 'pm_card_visa_chargeDeclined' } });
    const [first, key, caller, body] = gateway.bus.asked;
    expect(new Set([first?.id, key?.id, caller?.id]).size).toBe(3);
    expect(body?.id).toBe(first?.id);
    expect(body?.fingerprint).not.toBe(first?.fingerprint);
  });

  it.each([
    [undefined, 'idempotency.key-missing'],
    ['', 'idempotency.key-malformed'],
    ['with a space', 'idempotency.key-malformed'],
    ['x'.repeat(256), 'idempotency.key-malformed'],
  ])('with the key %s is refused: %s', async (key, code) => {
    const reply = await placeWith(key === undefined ? {} : { 'idempotency-key': key });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ code });
    expect(gateway.bus.asked).toEqual([]);
  });

  it.each([
    { refusal: messagingError('idempotency.key-reused', '…'), status: 422 },
    { refusal: messagingError('request.in-progress', '…'), status: 409 },
    { refusal: messagingError('context.overloaded', '…'), status: 503 },
    { refusal: refuse(PlaceOrder, 'orders.unknown-product', { productIds: [well.mugId] }), status: 400 },
  ])('that is refused ($refusal.code) ends with $status', async ({ refusal, status }) => {
    gateway.bus.answer(PlaceOrder, () => {
      throw refusal;
    });
    const reply = await place();
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({ status, code: refusal.code });
    expect(reply.headers.location).toBeUndefined();
  });
});

describe('Prefer: wait', () => {
  it('answers 200 with the final order when it comes in time', async () => {
    const reply = await place({ prefer: 'wait=10' });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual(well.order);
    expect(reply.headers).toMatchObject({
      'preference-applied': 'wait=10',
      location: `/v1/orders/${well.orderId}`,
    });
    const { message, deadlineMs } = gateway.bus.last as unknown as { message: AwaitOrder; deadlineMs: number };
    expect(message.id).toBe(well.orderId);
    expect(message.waitMs).toBeGreaterThan(9_000);
    expect(message.waitMs).toBeLessThanOrEqual(10_000);
    expect(deadlineMs).toBeGreaterThan(message.waitMs);
  });

  it('waits 30 s at most', async () => {
    expect((await place({ prefer: 'wait=3600' })).headers['preference-applied']).toBe('wait=30');
    expect((gateway.bus.last!.message as AwaitOrder).waitMs).toBeLessThanOrEqual(30_000);
  });

  it.each<[string, unknown]>([
    ['is still pending', { ...well.order, status: 'pending', settledAt: null }],
    ['cannot be told', () => Promise.reject(messagingError('context.unavailable', 'gone'))],
  ])('answers the 202 when the order %s', async (_, answer) => {
    gateway.bus.answer(AwaitOrder, answer);
    const [waited, plain] = [await place({ prefer: 'wait=1' }), await place()];
    expect(waited.statusCode).toBe(202);
    expect(waited.body).toBe(plain.body);
    expect(waited.headers['preference-applied']).toBeUndefined();
  });
});

describe('reading', () => {
  it('shows an order', async () => {
    const reply = await get(`/v1/orders/${well.orderId}`);
    expect([reply.statusCode, reply.json()]).toEqual([200, { ...well.order, refunds: [] }]);
    expect(gateway.bus.last).toMatchObject({ message: { id: well.orderId }, caller: well.ada });
  });

  it("says of another user's order what it says of none", async () => {
    for (const contract of [GetOrder, ListMessages]) gateway.bus.answer(contract, () => ({ data: [] }));
    gateway.bus.answer(GetOrder, () => {
      throw refuse(GetOrder, 'orders.not-found');
    });
    for (const path of ['', '/messages']) {
      const reply = await get(`/v1/orders/${well.orderId}${path}`);
      expect(reply.statusCode).toBe(404);
      expect(reply.json()).toMatchObject({ code: 'orders.not-found' });
    }
  });

  it('shows the e-mails of an order, also when there are none yet', async () => {
    expect((await get(`/v1/orders/${well.orderId}/messages`)).json()).toEqual({ data: [well.message] });
    gateway.bus.answer(ListMessages, { data: [] });
    expect((await get(`/v1/orders/${well.orderId}/messages`)).json()).toEqual({ data: [] });
  });

  it('lists page by page', async () => {
    gateway.bus.answer(ListOrders, { data: [well.order], page: { next: 'a+b/c=', hasMore: true } });
    const reply = await get('/v1/orders?limit=1');
    expect(reply.json()).toEqual({ data: [well.order], page: { next: 'a+b/c=', hasMore: true } });
    expect(reply.headers.link).toBe('</v1/orders?limit=1&cursor=a%2Bb%2Fc%3D>; rel="next"');
    await get('/v1/orders?limit=1&cursor=a%2Bb%2Fc%3D');
    expect(gateway.bus.last?.message).toEqual({ limit: 1, cursor: 'a+b/c=' });
  });
});

describe('while there is too much to do', () => {
  const isOverloaded = () =>
    gateway.bus.answer(PlaceOrder, () => {
      throw overloaded('orders has too much to do', 6_400);
    });

  it('orders are refused before anybody looks at them, and other routes are served', async () => {
    await waitFor(async () => {
      isOverloaded();
      await place();
      gateway.bus.forget();
      const reply = await place({ authorization: 'Bearer of.another.kind' }, {});
      expect(reply.json()).toMatchObject({ status: 503, code: 'context.overloaded', instance: '/v1/orders' });
      expect(reply.headers).toMatchObject({ 'retry-after': '7', 'x-content-type-options': 'nosniff' });
      expect(gateway.bus.asked).toEqual([]);
      return undefined;
    });
    well.allIsWell(gateway.bus);
    expect((await get('/v1/orders')).statusCode).toBe(200);
  });

  it('and a moment later the context is asked again', async () => {
    await waitFor(async () => ((await place()).statusCode === 202 ? undefined : 'it is not asked'));
  });
});
