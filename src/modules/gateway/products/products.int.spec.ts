import { messagingError, overloaded } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { AddProduct, AdjustStock, GetProduct, ListProducts } from '#shared/contracts/inventory';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let operator: { authorization: string };
beforeAll(async () => {
  gateway = await gatewayApplication();
  operator = { authorization: `Bearer ${await gateway.tokenOf(well.oscar)}` };
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const post = (url: string, payload: object, headers = {}) =>
  gateway.app.inject({ method: 'POST', url, payload, headers: { ...operator, ...headers } });

describe('the catalogue', () => {
  it('is open, and 25 products long at most when nothing else is asked', async () => {
    const reply = await gateway.app.inject({ url: '/v1/products' });
    expect([reply.statusCode, reply.json()]).toEqual([200, { data: [well.mug], page: well.end }]);
    expect(reply.headers.link).toBeUndefined();
    expect(gateway.bus.last?.message).toEqual({ limit: 25 });
  });

  it('says where it goes on', async () => {
    gateway.bus.answer(ListProducts, { data: [well.mug], page: { next: 'abc', hasMore: true } });
    const reply = await gateway.app.inject({ url: '/v1/products?limit=1' });
    expect(reply.headers.link).toBe('</v1/products?limit=1&cursor=abc>; rel="next"');
  });

  it('refuses a cursor that it never gave', async () => {
    gateway.bus.answer(ListProducts, () => {
      throw refuse(ListProducts, 'inventory.bad-cursor');
    });
    const reply = await gateway.app.inject({ url: '/v1/products?cursor=x' });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'inventory.bad-cursor']);
  });

  it('shows one product', async () => {
    const reply = await gateway.app.inject({ url: `/v1/products/${well.mugId.toUpperCase()}` });
    expect([reply.statusCode, reply.json()]).toEqual([200, well.mug]);
    expect(gateway.bus.last?.message).toEqual({ id: well.mugId });
  });

  it('does not know every product', async () => {
    gateway.bus.answer(GetProduct, () => {
      throw refuse(GetProduct, 'inventory.unknown-product');
    });
    const reply = await gateway.app.inject({ url: `/v1/products/${well.orderId}` });
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'inventory.unknown-product']);
  });
});

describe('while inventory is away', () => {
  const list = (query = 'limit=7') => gateway.app.inject({ url: `/v1/products?${query}` });
  const fails = (error: Error) =>
    gateway.bus.answer(ListProducts, () => {
      throw error;
    });
  beforeEach(() => list());

  it.each([
    ['is away', messagingError('context.unavailable', 'gone')],
    ['does not answer in time', messagingError('request.deadline', 'late')],
    ['has too much to do', overloaded('inventory has too much to do', 1_000)],
  ])('the last page that it gave is shown, and says so: it %s', async (_, error) => {
    const fresh = await list();
    fails(error);
    const reply = await list();
    expect([reply.statusCode, reply.json()]).toEqual([200, { data: [well.mug], page: well.end, stale: true }]);
    expect(reply.headers).toMatchObject({ age: expect.stringMatching(/^\d+$/), 'cache-control': 'public, no-cache' });
    expect([fresh.headers.age, fresh.json()]).toEqual([undefined, { data: [well.mug], page: well.end }]);
    expect(reply.headers.etag).not.toBe(fresh.headers.etag);
    expect(gateway.bus.last).toMatchObject({ patience: 'none', deadlineMs: 1_000 });
  });

  it('it is shown with the way to the next page', async () => {
    gateway.bus.answer(ListProducts, { data: [well.mug], page: { next: 'abc', hasMore: true } });
    await list();
    fails(messagingError('context.unavailable', 'gone'));
    expect((await list()).headers.link).toBe('</v1/products?limit=7&cursor=abc>; rel="next"');
  });

  it('a page that nobody has seen is a 503, and is waited for', async () => {
    fails(messagingError('context.unavailable', 'gone'));
    const reply = await list('limit=7&cursor=new');
    expect([reply.statusCode, reply.json().code, reply.headers.etag]).toEqual([503, 'context.unavailable', undefined]);
    expect(gateway.bus.last).not.toHaveProperty('patience');
  });

  it.each([
    [400, refuse(ListProducts, 'inventory.bad-cursor')],
    [500, messagingError('reply.invalid', 'a bug')],
  ])('no page takes the place of a refusal or a fault: %d', async (status, error) => {
    fails(error);
    expect((await list()).statusCode).toBe(status);
  });
});

describe('an operator', () => {
  it('adds a product', async () => {
    const reply = await post('/v1/products', well.newProduct);
    expect([reply.statusCode, reply.json()]).toEqual([201, well.mug]);
    expect(reply.headers.location).toBe(`/v1/products/${well.mugId}`);
    expect(gateway.bus.last).toMatchObject({ message: well.newProduct, caller: well.oscar });
    expect(gateway.bus.last?.id).toBeUndefined();
  });

  it('receives stock once for each key and product', async () => {
    const headers = { 'idempotency-key': 'delivery-4711' };
    const [one, other] = [`/v1/products/${well.mugId}/stock`, `/v1/products/${well.orderId}/stock`];
    for (const url of [one, one, other]) expect((await post(url, well.stockChange, headers)).statusCode).toBe(200);
    const [first, again, product] = gateway.bus.asked;
    expect(first?.message).toEqual({ productId: well.mugId, ...well.stockChange });
    expect([again?.id, again?.fingerprint]).toEqual([first?.id, first?.fingerprint]);
    expect(product?.id).toBe(first?.id);
    expect(product?.fingerprint).not.toBe(first?.fingerprint);
  });

  it.each([
    ['/v1/products', well.newProduct, AddProduct, refuse(AddProduct, 'inventory.sku-taken')],
    [
      `/v1/products/${well.mugId}/stock`,
      { delta: -9, reason: 'broken' },
      AdjustStock,
      refuse(AdjustStock, 'inventory.not-enough-stock', { onHand: 3 }),
    ],
  ])('is refused at %s', async (url, body, contract, refusal) => {
    gateway.bus.answer(contract, () => {
      throw refusal;
    });
    const reply = await post(url, body);
    expect(reply.statusCode).toBe(409);
    expect(reply.json()).toMatchObject({ code: refusal.code, ...(refusal.details && { details: refusal.details }) });
  });
});
