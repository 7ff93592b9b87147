import { refuse } from '#libs/messaging/contract';
import { ListOrders, OrderTotals, SearchOrders } from '#shared/contracts/orders';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let bearers: Readonly<Record<'ada' | 'oscar', string>>;
beforeAll(async () => {
  gateway = await gatewayApplication();
  const [ada, oscar] = [await gateway.tokenOf(well.ada), await gateway.tokenOf(well.oscar)];
  bearers = { ada: `Bearer ${ada}`, oscar: `Bearer ${oscar}` };
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const get = (url: string, who: keyof typeof bearers = 'oscar', headers = {}) =>
  gateway.app.inject({ url, headers: { authorization: bearers[who], ...headers } });
const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

const LISTS = ['/v1/orders', '/v2/orders'];
const FILTERS = {
  status: 'cancelled',
  payment: 'refunded',
  productId: well.mugId,
  placedFrom: '2026-11-24T00:00:00Z',
  placedTo: '2026-11-25T00:00:00.000Z',
  amountFrom: '1000',
  amountTo: '1000000000000',
  currency: 'EUR',
  reason: 'out-of-stock',
  text: 'Ada mug',
};
const ASKED = { ...FILTERS, amountFrom: 1_000, amountTo: 1_000_000_000_000 };

describe('GET /v1/orders/search', () => {
  it('finds the newest without any filter', async () => {
    const reply = await get('/v1/orders/search');
    expect([reply.statusCode, reply.json()]).toEqual([200, { data: [well.found], page: well.end }]);
    expect(gateway.bus.last).toMatchObject({ name: SearchOrders.contract.name, caller: well.oscar });
    expect(gateway.bus.last!.message).toEqual({ limit: 25, order: 'newest' });
  });

  it('asks for all that is given, and gives the same with the link to the next page', async () => {
    gateway.bus.answer(SearchOrders, { data: [well.found], page: { next: 'a+b', hasMore: true } });
    const given = { ...FILTERS, userId: well.adaId, order: 'oldest' };
    const reply = await get(`/v1/orders/search?${query({ ...given, limit: '1' })}`);
    expect(gateway.bus.last!.message).toEqual({ ...ASKED, userId: well.adaId, order: 'oldest', limit: 1 });
    const [, next] = /^<(.+)>; rel="next"$/.exec(reply.headers.link as string)!;
    await get(next!);
    expect(gateway.bus.last!.message).toEqual({
      ...ASKED,
      userId: well.adaId,
      order: 'oldest',
      limit: 1,
      cursor: 'a+b',
    });
  });

  it('has an entity tag, for one client alone', async () => {
    const { etag, 'cache-control': kept } = (await get('/v1/orders/search')).headers;
    expect(kept).toBe('private, no-cache');
    const again = await get('/v1/orders/search', 'oscar', { 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('is not the order with the id "search"; addresses are not for customers', async () => {
    const reply = await get('/v1/orders/search', 'ada');
    expect(reply.statusCode).toBe(403);
    expect(gateway.bus.asked).toEqual([]);
  });
});

describe('GET /v1/orders/totals', () => {
  it('tells them by day', async () => {
    const reply = await get(`/v1/orders/totals?${query(well.november)}`);
    expect([reply.statusCode, reply.json()]).toEqual([200, { data: [well.dayTotal] }]);
    expect(gateway.bus.last!.message).toEqual(well.november);
  });

  it.each(['', 'from=2026-11-01', 'from=2026-11-01&to=2026-11-31', 'from=1&to=2', 'from=0000-01-01&to=0000-01-02'])(
    'needs two days: %s',
    async (days) => expect((await get(`/v1/orders/totals?${days}`)).statusCode).toBe(400),
  );
});

describe.each(LISTS)('GET %s', (path) => {
  it('asks for what is given of the own orders, and for no more', async () => {
    gateway.bus.answer(ListOrders, { data: [well.order], page: { next: 'ab', hasMore: true } });
    const reply = await get(`${path}?${query(FILTERS)}`, 'ada');
    expect(reply.statusCode).toBe(200);
    expect(reply.body).not.toContain(well.user.email);
    const asked = gateway.bus.asked.find(({ name }) => name === ListOrders.contract.name)!;
    expect(asked).toMatchObject({ caller: well.ada, message: { limit: 25, ...ASKED } });
    expect(reply.headers.link).toBe(`<${path}?${query({ limit: '25', cursor: 'ab', ...FILTERS })}>; rel="next"`);
  });

  it.each([`userId=${well.oscarId}`, 'order=oldest'])('has no %s', async (field) => {
    expect((await get(`${path}?${field}`, 'ada')).statusCode).toBe(400);
  });
});

const BAD = [
  'status=gone',
  'status=pending&status=confirmed',
  'status[$ne]=pending',
  'status[]=pending',
  'text[$regex]=%5E(a%2B)%2B%24',
  '$where=sleep(1e9)',
  'customer.email=ada%40example.org',
  '__proto__[status]=pending',
  'sort=id',
  `productId=${well.mugId}&productId=${well.mugId}`,
  'productId=%27%20OR%201%3D1',
  'placedFrom=2026-11-24',
  'placedFrom=0000-01-01T00:00:00Z',
  'placedTo=now',
  'amountFrom=5',
  'amountFrom=1e3&currency=EUR',
  'amountFrom=-1&currency=EUR',
  'amountTo=1000000000001&currency=EUR',
  'amountTo=99999999999999999999&currency=EUR',
  'currency=eur',
  'text=a%00b',
  'reason=a%00b',
  'text=',
  `text=${'x'.repeat(201)}`,
  `text=${'%CC%81'.repeat(1_000)}`,
  `cursor=${'x'.repeat(201)}`,
  'limit=101',
];
it.each(['/v1/orders/search', ...LISTS])('%s asks nobody when anything is wrong with its query', async (path) => {
  for (const fields of BAD) {
    const reply = await get(`${path}?${fields}`);
    expect([fields, reply.statusCode, reply.json().code]).toEqual([fields, 400, 'request.invalid']);
  }
  expect(gateway.bus.asked).toEqual([]);
});

const asksFor = { [SearchOrders.contract.name]: '/v1/orders/search', [ListOrders.contract.name]: '/v1/orders' };
const TOTALS = `/v1/orders/totals?${query(well.november)}`;
it.each([
  [SearchOrders, 'orders.search-away', 503],
  [SearchOrders, 'orders.search-too-slow', 422],
  [SearchOrders, 'orders.too-many-words', 400],
  [SearchOrders, 'orders.no-words', 400],
  [SearchOrders, 'orders.bad-cursor', 400],
  [SearchOrders, 'orders.staff-only', 403],
  [ListOrders, 'orders.search-away', 503],
  [OrderTotals, 'orders.search-away', 503],
  [OrderTotals, 'orders.bad-period', 400],
] as const)('the refusal of %p with %s is %d with a sentence of its own', async (contract, code, status) => {
  gateway.bus.answer(contract, () => {
    throw refuse(contract as typeof SearchOrders, code as 'orders.search-away', { retryAfterMs: 1_500 });
  });
  const reply = await get(asksFor[contract.contract.name] ?? TOTALS);
  expect(reply.statusCode).toBe(status);
  expect(reply.json()).toMatchObject({ status, code, detail: expect.stringMatching(/^[A-Z].+\.$/) });
  expect(reply.headers['retry-after']).toBe(status === 503 ? '2' : undefined);
});
