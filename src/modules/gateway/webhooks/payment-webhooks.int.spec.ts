import type { InjectOptions } from 'fastify';
import { type ErrorCodes, Refusal } from '#libs/messaging/contract';
import { MOST_EVENT, ReceiveWebhook } from '#shared/contracts/payments';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

/** As Stripe writes it: over several lines, with a name that stands twice and a number that cannot be kept. */
const body = '{\n  "id": "evt_1",\n  "object": "event",\n  "object": "event",\n  "fee": 0.30000000000000004441\n}';
const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': 't=1,v1=00' };
const post = (payload: string | Buffer = body, more: InjectOptions = {}) =>
  gateway.app.inject({ method: 'POST', url: '/v1/webhooks/payments', payload, headers, ...more });
const sent = () => gateway.bus.asked.map(({ message }) => message);

it('hands the body over as it came, with its signature, and answers when it is stored', async () => {
  const reply = await post();
  expect([reply.statusCode, reply.json()]).toEqual([200, { received: true }]);
  expect(sent()).toEqual([new ReceiveWebhook({ body, signature: 't=1,v1=00' })]);
});

it('gives an event the same id whenever it is posted, and another event another one', async () => {
  for (const payload of [body, body, `${body} `, body.replace('evt_1', 'evt_2')])
    await post(payload, { headers: { ...headers, 'stripe-signature': `t=${Math.random()}`, 'idempotency-key': 'k' } });
  const ids = gateway.bus.asked.map(({ id }) => id);
  expect([ids[0], new Set(ids.slice(0, 3)).size, new Set(ids).size]).toEqual([expect.any(String), 1, 2]);
});

it('keeps the body of no other route', async () => {
  await gateway.app.inject({ method: 'POST', url: '/v1/users', payload: body, headers });
  expect(sent()).toEqual([]); // a name that stands twice
});

it.each([
  ['no signature', () => post(body, { headers: { 'content-type': headers['content-type'] } }), 200],
  ['as much as it may have', () => post(`{"id":"e","x":"${'x'.repeat(MOST_EVENT - 17)}"}`), 200],
])('leaves it to payments to judge %s', async (_, posted, status) => {
  expect((await posted()).statusCode).toBe(status);
  expect(sent()).toHaveLength(1);
});

it.each([
  ['too much', () => post(`{"id":"e","x":"${'x'.repeat(MOST_EVENT)}"}`), 413, 'request.too-large'],
  ['half a body', () => post('{"id":'), 400, 'request.malformed'],
  ['no UTF-8', () => post(Buffer.from([0x22, 0xff, 0x22])), 400, 'request.malformed'],
  ['no event', () => post('{"id":7}'), 400, 'request.invalid'],
  ['a list', () => post('[]'), 400, 'request.invalid'],
  ['a form', () => post('id=1', { headers: { 'content-type': 'text/plain' } }), 415, 'request.unsupported-media-type'],
])('refuses %s before payments is asked', async (_, posted, status, code) => {
  const reply = await posted();
  expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  expect(sent()).toEqual([]);
});

it.each([
  ['payments.no-webhooks', 404],
  ['payments.bad-signature', 400],
  ['payments.signature-too-old', 400],
  ['payments.malformed-event', 400],
  ['payments.another-account', 403],
  ['context.overloaded', 503],
  ['request.deadline', 503],
])('%s is %d, so that it is posted again', async (code, status) => {
  const errors: ErrorCodes = ReceiveWebhook.contract.errors;
  gateway.bus.answer(ReceiveWebhook, () => {
    throw new Refusal(code, errors[code] ?? 'unavailable');
  });
  const reply = await post();
  expect([reply.statusCode, reply.json()]).toEqual([status, expect.objectContaining({ code })]);
  expect(reply.json().detail).not.toBe('');
});

it('counts as writing, for the limit of an address', async () => {
  const limited = await gatewayApplication({}, [], {
    env: { CLEAVE_RATE_LIMITS: 'on', CLEAVE_LIMIT_WRITES_PER_ADDRESS: '2/1h' },
  });
  well.allIsWell(limited.bus);
  const codes = [];
  for (let n = 0; n < 3; n++)
    codes.push(
      (await limited.app.inject({ method: 'POST', url: '/v1/webhooks/payments', payload: body, headers })).statusCode,
    );
  await limited.app.close();
  expect(codes).toEqual([200, 200, 429]);
});
