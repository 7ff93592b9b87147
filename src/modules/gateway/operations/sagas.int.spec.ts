import type { InjectOptions } from 'fastify';
import { refuse } from '#libs/messaging/contract';
import { HelpSaga, ShowSaga } from '#shared/contracts/orders';
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
  gateway.app.inject({ ...options, url: `/v1/ops/sagas${url}`, headers: { authorization, ...headers } });
const help = (verb: string, payload: object = { reason: 'ticket 1' }, headers: InjectOptions['headers'] = {}) =>
  send(`/${well.orderId}/steps/payment/${verb}`, { method: 'POST', payload, headers });
const answerOf = (reply: Awaited<ReturnType<typeof send>>) => [reply.statusCode, reply.json().code];

it('those that have not ended are listed, by what is given', async () => {
  const reply = await send('?state=compensation-failed&step=payment&reason=timeout&olderThan=600&limit=2');
  expect([reply.statusCode, reply.json().data]).toEqual([200, [well.openSaga]]);
  const filter = { state: 'compensation-failed', step: 'payment', reason: 'timeout', olderThan: 600, limit: 2 };
  expect(gateway.bus.last).toMatchObject({ name: 'orders.list-sagas.v1', caller: well.oscar, message: filter });
});

it.each(['?state=A', '?olderThan=-1', '?olderThan=31536001', '?limit=101', "?reason=a'", '?unknown=1'])(
  'a filter that is none is refused: %s',
  async (query) => expect(answerOf(await send(query))).toEqual([400, 'request.invalid']),
);

it('one is shown', async () => {
  const reply = await send(`/${well.orderId}`);
  expect([reply.statusCode, reply.json()]).toEqual([200, well.saga]);
});

it('one that there is not is not found', async () => {
  gateway.bus.answer(ShowSaga, () => {
    throw refuse(ShowSaga, 'orders.no-such-saga');
  });
  expect(answerOf(await send(`/${well.orderId}`))).toEqual([404, 'orders.no-such-saga']);
});

it.each(['retry', 'skip', 'force'])('%s reaches the saga with its reason, once under one key', async (verb) => {
  const reply = await help(verb);
  expect([reply.statusCode, reply.json()]).toEqual([200, well.helped]);
  const message = { id: well.orderId, step: 'payment', help: verb, reason: 'ticket 1' };
  expect(gateway.bus.last).toMatchObject({ name: 'orders.help-saga.v1', caller: well.oscar, message });
  for (let n = 0; n < 2; n++) await help(verb, undefined, { 'idempotency-key': 'k' });
  const [first, second] = gateway.bus.asked.slice(-2);
  expect(second).toMatchObject({ id: first!.id, fingerprint: first!.fingerprint });
});

it.each([
  ['without a reason', 'retry', {}],
  ['with an empty one', 'retry', { reason: ' ' }],
  ['another verb', 'undo', { reason: 'x' }],
])('%s is refused', async (_, verb, payload) =>
  expect(answerOf(await help(verb, payload))).toEqual([400, 'request.invalid']),
);

it.each([
  ['orders.no-help-needed', 409],
  ['orders.admin-only', 403],
] as const)('%s is told', async (code, status) => {
  gateway.bus.answer(HelpSaga, () => {
    throw refuse(HelpSaga, code);
  });
  expect(answerOf(await help('force'))).toEqual([status, code]);
});

it('customers may not', async () => {
  const token = `Bearer ${await gateway.tokenOf(well.ada)}`;
  expect(answerOf(await help('retry', undefined, { authorization: token }))[0]).toBe(403);
});
