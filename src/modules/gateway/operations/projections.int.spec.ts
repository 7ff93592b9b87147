import type { InjectOptions } from 'fastify';
import { refuse } from '#libs/messaging/contract';
import { CompareProjection, DropProjectionCopy, RebuildProjection, SwapProjection } from '#shared/contracts/orders';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let authorization: string;
beforeAll(async () => {
  gateway = await gatewayApplication();
  authorization = `Bearer ${await gateway.tokenOf(well.oscar)}`;
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const send = (url: string, { headers, ...options }: InjectOptions = {}) =>
  gateway.app.inject({ ...options, url: `/v1/ops/projections${url}`, headers: { authorization, ...headers } });
const act = (what: string, payload: object, headers: InjectOptions['headers'] = {}) =>
  send(`/orders/${what}`, { method: 'POST', payload, headers });
const answerOf = (reply: Awaited<ReturnType<typeof send>>) => [reply.statusCode, reply.json().code];

it('the copies are listed', async () => {
  const reply = await send('');
  expect([reply.statusCode, reply.json()]).toEqual([200, { data: [well.standing] }]);
  expect(gateway.bus.last).toMatchObject({ name: 'orders.list-projections.v1', caller: well.oscar });
});

it.each([
  ['rebuild', {}, 'orders.rebuild-projection.v1', {}],
  ['rebuild', { store: 'mongodb' }, 'orders.rebuild-projection.v1', { store: 'mongodb' }],
  ['swap', { store: 'postgres' }, 'orders.swap-projection.v1', { store: 'postgres' }],
  ['drop', well.oneCopy, 'orders.drop-projection-copy.v1', well.oneCopy],
])('%s %j sends %s', async (what, payload, name, meant) => {
  const reply = await act(what, payload);
  expect([reply.statusCode, reply.json()]).toEqual([200, well.decidedCopy]);
  expect(gateway.bus.last).toMatchObject({ name, caller: well.oscar, message: { projection: 'orders', ...meant } });
});

it.each(['rebuild', 'swap', 'drop'])('a %s is decided once under one key', async (what) => {
  const payload = what === 'drop' ? well.oneCopy : {};
  for (let n = 0; n < 2; n++) await act(what, payload, { 'idempotency-key': 'k' });
  const [first, second] = gateway.bus.asked;
  expect(second).toMatchObject({ id: first!.id, fingerprint: first!.fingerprint });
});

it('a comparison is asked for page by page, and has the time that it may need', async () => {
  const reply = await send(`/orders/comparison?store=postgres&copy=2&after=${well.orderId}&limit=1000`);
  expect([reply.statusCode, reply.json()]).toEqual([200, well.comparison]);
  const wanted = { projection: 'orders', store: 'postgres', copy: 2, after: well.orderId, most: 1_000 };
  expect(gateway.bus.last).toMatchObject({ message: wanted, deadlineMs: 12_000 });
  await send('/orders/comparison');
  expect(gateway.bus.last?.message).toEqual({ projection: 'orders', most: 500 });
});

it.each([
  '/orders/comparison?limit=1001',
  '/orders/comparison?limit=0',
  '/orders/comparison?copy=0',
  '/orders/comparison?copy=x',
  '/orders/comparison?after=x',
  '/orders/comparison?store=a$b',
  '/orders/comparison?cursor=x',
  '/Orders!/comparison',
])('GET %s is a 400', async (url) => expect(answerOf(await send(url))).toEqual([400, 'request.invalid']));

it.each([
  ['rebuild', { store: { $ne: 1 } }],
  ['swap', { copy: 1 }],
  ['drop', {}],
  ['drop', { store: 'postgres', copy: 0 }],
  ['drop', { store: 'postgres', copy: '1' }],
])('%s %j is a 400', async (what, payload) =>
  expect(answerOf(await act(what, payload))).toEqual([400, 'request.invalid']),
);

it.each([
  [RebuildProjection, 'rebuild', 'orders.copy-being-built', 409],
  [RebuildProjection, 'rebuild', 'orders.too-many-copies', 409],
  [RebuildProjection, 'rebuild', 'orders.store-not-named', 400],
  [RebuildProjection, 'rebuild', 'orders.no-such-store', 404],
  [RebuildProjection, 'rebuild', 'orders.no-such-projection', 404],
  [SwapProjection, 'swap', 'orders.copy-not-ready', 409],
  [DropProjectionCopy, 'drop', 'orders.copy-is-live', 409],
  [DropProjectionCopy, 'drop', 'orders.no-such-copy', 404],
] as const)('what the context refuses is told: %p %s %s', async (contract, what, code, status) => {
  gateway.bus.answer(contract, () => {
    throw refuse<any>(contract, code);
  });
  const reply = await act(what, what === 'drop' ? well.oneCopy : {});
  expect(answerOf(reply)).toEqual([status, code]);
  expect(reply.json().detail).toMatch(/^[A-Z].{20,}\.$/);
});

it('a store that is away is told with the time to come again', async () => {
  gateway.bus.answer(CompareProjection, () => {
    throw refuse(CompareProjection, 'orders.store-away');
  });
  const reply = await send('/orders/comparison');
  expect(answerOf(reply)).toEqual([503, 'orders.store-away']);
  expect(reply.headers['retry-after']).toBeDefined();
});
