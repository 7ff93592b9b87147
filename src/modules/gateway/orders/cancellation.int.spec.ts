import type { InjectOptions } from 'fastify';
import { refuse } from '#libs/messaging/contract';
import { CancelOrder } from '#shared/contracts/orders';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let authorization: string;
beforeAll(async () => {
  gateway = await gatewayApplication();
  authorization = `Bearer ${await gateway.tokenOf(well.ada)}`;
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const cancel = (payload: object = {}, headers: InjectOptions['headers'] = {}, version = 'v2') =>
  gateway.app.inject({
    method: 'POST',
    url: `/${version}/orders/${well.orderId}/cancellation`,
    payload,
    headers: { authorization, ...headers },
  });

it.each(['v1', 'v2'])('of an order of which something is held is accepted (%s)', async (version) => {
  const reply = await cancel({ reason: 'no-longer-needed' }, {}, version);
  expect([reply.statusCode, reply.json()]).toEqual([202, well.cancellation]);
  const message = { id: well.orderId, reason: 'no-longer-needed' };
  expect(gateway.bus.last).toMatchObject({ name: 'orders.cancel-order.v1', caller: well.ada, message });
});

it('that is done at once says so', async () => {
  const done = { ...well.cancellation, status: 'cancelled' as const, progress: 'done', money: 'none' as const };
  gateway.bus.answer(CancelOrder, done);
  const reply = await cancel();
  expect([reply.statusCode, reply.json()]).toEqual([200, done]);
});

it('is decided once under one key', async () => {
  for (let n = 0; n < 2; n++) await cancel({}, { 'idempotency-key': 'k' });
  const [first, second] = gateway.bus.asked;
  expect(second).toMatchObject({ id: first!.id, fingerprint: first!.fingerprint });
});

it.each([
  ['orders.refund-in-progress', 409],
  ['orders.not-found', 404],
] as const)('%s is told', async (code, status) => {
  gateway.bus.answer(CancelOrder, () => {
    throw refuse(CancelOrder, code);
  });
  const reply = await cancel();
  expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
});

it.each([{ reason: 'because Ada says so' }, { reason: 1 }, { why: 'no-longer-needed' }])(
  'with a reason that is none is refused: %j',
  async (payload) => {
    const reply = await cancel(payload);
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request.invalid']);
  },
);

it('is for those who are signed in', async () => {
  expect((await cancel({}, { authorization: '' })).statusCode).toBe(401);
});
