import { refuse } from '#libs/messaging/contract';
import { ChangeProduct, GetProduct, ListProductPrices, ListStockMovements } from '#shared/contracts/inventory';
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

const url = `/v1/products/${well.mugId}`;
const get = (path: string) => gateway.app.inject({ url: path, headers: operator });
const patch = (payload: object, headers: object) =>
  gateway.app.inject({ method: 'PATCH', url, payload, headers: { ...operator, ...headers } });

describe('PATCH /v1/products/:id', () => {
  it('changes the version that was read, and answers with the tag of the new one', async () => {
    const read = await get(url);
    const reply = await patch(well.productChange, { 'if-match': read.headers.etag });
    const changed = { ...well.mug, ...well.productChange, version: 4 };
    expect([reply.statusCode, reply.json()]).toEqual([200, { ...changed, lowStockThreshold: null }]);
    expect(gateway.bus.last).toMatchObject({
      message: { id: well.mugId, version: 3, ...well.productChange },
      caller: well.oscar,
    });
    gateway.bus.answer(GetProduct, changed);
    expect((await get(url)).headers.etag).toBe(reply.headers.etag);
  });

  it('is not hindered by a sale in between', async () => {
    const before = await get(url);
    gateway.bus.answer(GetProduct, { ...well.mug, available: 2 });
    const after = await get(url);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    for (const { headers } of [before, after]) {
      await patch({ name: 'Cup' }, { 'if-match': headers.etag });
      expect(gateway.bus.last?.message).toEqual({ id: well.mugId, version: 3, name: 'Cup' });
    }
  });

  it('is 412 for what has changed since, with the version that it has now', async () => {
    gateway.bus.answer(ChangeProduct, () => {
      throw refuse(ChangeProduct, 'inventory.stale-product', { version: 5 });
    });
    const reply = await patch({ name: 'Cup' }, well.seen);
    expect([reply.statusCode, reply.json()]).toMatchObject([
      412,
      { code: 'inventory.stale-product', details: { version: 5 } },
    ]);
    expect(reply.headers.etag).toBeUndefined();
  });

  it.each([
    [428, 'request.if-match-missing', {}],
    [428, 'request.if-match-missing', { 'if-match': '*' }],
    [400, 'request.invalid-if-match', { 'if-match': '3' }],
  ])('is %d, %s, for %j, and asks nobody', async (status, code, headers) => {
    const reply = await patch({ name: 'Cup' }, headers);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect(gateway.bus.asked).toEqual([]);
  });

  it.each([
    {},
    { name: '' },
    { price: { amount: 1 } },
    { price: { amount: 1, currency: 'XYZ' } },
    { sku: 'CUP' },
    { lowStockThreshold: 0 },
  ])('takes no %j', async (payload) => {
    const reply = await patch(payload, well.seen);
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request.invalid']);
    expect(gateway.bus.asked).toEqual([]);
  });

  it('takes the threshold of low stock away, which is a change', async () => {
    const reply = await patch({ lowStockThreshold: null }, well.seen);
    expect(reply.statusCode).toBe(200);
    expect(gateway.bus.last?.message).toEqual({ id: well.mugId, version: 3, lowStockThreshold: null });
  });

  it('is done once for each Idempotency-Key', async () => {
    for (const name of ['Cup', 'Cup', 'Tea']) await patch({ name }, { ...well.seen, 'idempotency-key': 'cups' });
    const [first, again, other] = gateway.bus.asked;
    expect([again?.id, again?.fingerprint]).toEqual([first?.id, first?.fingerprint]);
    expect(other?.fingerprint).not.toBe(first?.fingerprint);
  });

  it('says in its document that it needs If-Match, and what comes without', async () => {
    const document = (await gateway.app.inject({ url: '/openapi.json' })).json();
    const { parameters, responses } = document.paths['/v1/products/{id}'].patch;
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: true }));
    expect(responses['412']['x-codes']).toEqual(['inventory.stale-product']);
    expect(responses['428']['x-codes']).toEqual(['request.if-match-missing']);
    expect(responses['200'].headers).toHaveProperty('ETag');
  });
});

describe.each([
  ['prices', ListProductPrices, well.priceEntry],
  ['ledger', ListStockMovements, well.movement],
] as const)('GET /v1/products/:id/%s', (what, contract, entry) => {
  it('is shown page by page', async () => {
    gateway.bus.answer(contract, { data: [entry], page: { next: 'abc', hasMore: true } });
    const reply = await get(`${url}/${what}?limit=1`);
    expect([reply.statusCode, reply.json().data]).toEqual([200, [entry]]);
    expect(reply.headers.link).toBe(`<${url}/${what}?limit=1&cursor=abc>; rel="next"`);
    expect(gateway.bus.last).toMatchObject({ message: { productId: well.mugId, limit: 1 }, caller: well.oscar });
  });

  it.each([
    ['inventory.unknown-product', 404],
    ['inventory.bad-cursor', 400],
    ['inventory.staff-only', 403],
  ] as const)('%s is %d', async (code, status) => {
    gateway.bus.answer(contract, () => {
      throw refuse(contract, code);
    });
    const reply = await get(`${url}/${what}`);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });
});
