import type { InjectOptions } from 'fastify';
import { messagingError } from '#libs/messaging';
import { ListOrderDifferences } from '#shared/contracts/orders';
import { ListPaymentDifferences } from '#shared/contracts/payments';
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
  gateway.app.inject({ ...options, url: `/v1/ops/reconciliation${url}`, headers: { authorization, ...headers } });
const repair = (comparer: string, payload: object = well.reason) =>
  send(`/${comparer}/${well.difference.id}/repair`, { method: 'POST', payload });
const answerOf = (reply: Awaited<ReturnType<typeof send>>) => [reply.statusCode, reply.json().code];
const away = () => {
  throw messagingError('context.unavailable', 'nobody listens');
};

it('what differs is one list, by what is given, and names the context', async () => {
  const later = { ...well.difference, id: well.orderId, kind: 'stock-held', since: '2026-11-25T10:00:00.000Z' };
  gateway.bus.answer(ListOrderDifferences, { differences: [later], hasMore: false });
  const reply = await send('?kind=stock-held&olderThan=600&limit=2&state=gone');
  const data = [
    { context: 'payments', ...well.difference },
    { context: 'orders', ...later },
  ];
  const page = { next: null, hasMore: false };
  expect([reply.statusCode, reply.json()]).toEqual([200, { data, page, missing: [] }]);
  const asked = gateway.bus.asked.map(({ name, message }) => [name, message]);
  const filter = { kind: 'stock-held', olderThan: 600, limit: 2, state: 'gone' };
  expect(asked).toEqual([
    ['payments.list-payment-differences.v1', filter],
    ['orders.list-order-differences.v1', filter],
  ]);
});

it('the next page begins after the last row of this one', async () => {
  gateway.bus.answer(ListPaymentDifferences, { differences: [well.difference], hasMore: true });
  const { page } = (await send('?limit=1')).json();
  expect(page.hasMore).toBe(true);
  await send(`?limit=1&cursor=${page.next}`);
  const after = { since: well.difference.since, id: well.difference.id };
  expect(gateway.bus.last!.message).toMatchObject({ state: 'open', limit: 1, after });
});

it('a context that does not answer is named, and the rest is shown', async () => {
  gateway.bus.answer(ListOrderDifferences, away);
  const reply = await send('');
  expect([reply.statusCode, reply.json().missing, reply.json().data.length]).toEqual([200, ['orders'], 1]);
});

it.each(['?kind=A', '?state=suspected', '?olderThan=-1', '?limit=101', '?unknown=1'])(
  'a filter that is none is refused: %s',
  async (query) => expect(answerOf(await send(query))).toEqual([400, 'request.invalid']),
);

it('a cursor of another list is refused', async () => {
  expect(answerOf(await send('?cursor=eA'))).toEqual([400, 'ops.bad-cursor']);
});

it.each([
  ['payments', 'payments.repair-payment-difference.v1'],
  ['orders', 'orders.repair-order-difference.v1'],
])('a repair reaches %s with its reason, and is no dry run unless it says so', async (comparer, name) => {
  const reply = await repair(comparer);
  expect([reply.statusCode, reply.json()]).toEqual([200, well.repaired]);
  const message = { id: well.difference.id, reason: well.reason.reason, dryRun: false };
  expect(gateway.bus.last).toMatchObject({ name, caller: well.oscar, message });
  await repair(comparer, { ...well.reason, dryRun: true });
  expect(gateway.bus.last!.message).toMatchObject({ dryRun: true });
});

it.each([
  ['without a reason', 'orders', {}],
  ['by a context that compares nothing', 'users', { reason: 'x' }],
  ['with a word for a dry run', 'orders', { reason: 'x', dryRun: 'yes' }],
])('a repair %s is refused', async (_, comparer, payload) =>
  expect(answerOf(await repair(comparer, payload))).toEqual([400, 'request.invalid']),
);
