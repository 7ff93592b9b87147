import { refuse } from '#libs/messaging/contract';
import { PreviewRefund, RefundOrder } from '#shared/contracts/orders';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const URL = `/v2/orders/${well.orderId}/refunds`;
async function post(url: string, payload: object, key?: string) {
  const authorization = `Bearer ${await gateway.tokenOf(well.oscar)}`;
  const headers = { authorization, ...(key && { 'idempotency-key': key }) };
  return gateway.app.inject({ method: 'POST', url, headers, payload });
}
const lines = [{ productId: well.mugId, quantity: 1, restock: true }];

it('accepts a refund in the name of who asks, and a repeated one once', async () => {
  const [first, again] = [await post(URL, well.refund, 'k'), await post(URL, well.refund, 'k')];
  expect([first.statusCode, first.json()]).toEqual([202, { ...well.plan, id: well.orderId, refundId: well.adaId }]);
  expect(again.json()).toEqual(first.json());
  const [one, two] = gateway.bus.asked;
  expect(one).toMatchObject({ message: { id: well.orderId, ...well.refund }, caller: well.oscar });
  expect(two).toMatchObject({ id: one!.id });
});

it('previews what is worked out, and asks for nothing', async () => {
  const reply = await post(`${URL}/preview`, { lines });
  expect([reply.statusCode, reply.json()]).toEqual([200, well.plan]);
  expect(gateway.bus.last?.message).toBeInstanceOf(PreviewRefund);
});

it.each([
  ['neither lines nor an amount', { reason: 'damaged' }],
  ['both', { ...well.refund, lines }],
  ['no reason', { lines }],
  ['the reason of a cancellation', { lines, reason: 'order-cancelled' }],
  ['no word on where the goods go', { lines: [{ productId: well.mugId, quantity: 1 }], reason: 'damaged' }],
  ['no pieces', { lines: [{ ...lines[0], quantity: 0 }], reason: 'damaged' }],
  ['no lines', { lines: [], reason: 'damaged' }],
  ['an unknown member', { ...well.refund, note: 'x' }],
])('%s is refused, and nobody is asked', async (_, body) => {
  const reply = await post(URL, body);
  expect([reply.statusCode, reply.json().code]).toEqual([400, 'request.invalid']);
  expect(gateway.bus.asked).toEqual([]);
});

it('says what is left when it is not enough', async () => {
  gateway.bus.answer(RefundOrder, () => {
    throw refuse(RefundOrder, 'orders.refund-too-large', { left: '5.00 EUR' });
  });
  const reply = await post(URL, well.refund);
  expect([reply.statusCode, reply.json()]).toMatchObject([
    409,
    { code: 'orders.refund-too-large', details: { left: '5.00 EUR' } },
  ]);
});
