import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { type LoneContext, testContext } from '#libs/testing';
import { ReturnStock } from '#shared/contracts/inventory';
import {
  CancelOrder,
  GetOrder,
  ListSagas,
  OrderHistory,
  OrderRefunded,
  PreviewRefund,
  RefundOrder,
  ShowSaga,
} from '#shared/contracts/orders';
import { MakeRefund } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { OrdersModule } from './index.js';
import { cart, confirmedOrder, customer, priced, saidOf, total } from './orders.fixtures.js';

const oscar: Identity = { userId: newId(), role: 'operator' };
const euros = (amount: number) => money(amount, 'EUR');

let orders: LoneContext;
let mug: string;
beforeAll(async () => {
  orders = await testContext(OrdersModule);
  await orders.given(priced((mug = newId())));
});
afterAll(() => orders?.close());

/** Two mugs for 25.00. */
async function confirmed() {
  const order = await confirmedOrder(orders, mug);
  const { id } = order;
  const ask = (wish: Pick<RefundOrder, 'lines' | 'amount'>) =>
    orders.ask(new RefundOrder({ id, reason: 'damaged', ...wish }), { caller: oscar });
  const refund = async (wish: Parameters<typeof ask>[0]) => {
    const reply = await ask(wish);
    await orders.eventuallySent(new MakeRefund({ orderId: id, refundId: reply.refundId, amount: reply.amount }));
    return reply;
  };
  return { ...order, ask, refund };
}
const one = (restock: boolean) => [{ productId: mug, quantity: 1, restock }];

describe('a refund', () => {
  it('of a mug that comes back: money, and then the goods; the order shows it and stays confirmed', async () => {
    const order = await confirmed();
    const { refundId, ...reply } = await order.refund({ lines: one(true) });
    const shares = [{ productId: mug, quantity: 1, restock: true, amount: euros(1_250) }];
    expect(reply).toEqual({ id: order.id, amount: euros(1_250), shares, left: euros(1_250) });
    expect(await order.show()).toMatchObject({
      status: 'confirmed',
      refunded: euros(0),
      refunds: [{ status: 'pending' }],
    });
    (await orders.when(order.made(refundId, euros(1_250)))).thenSent(
      new ReturnStock({ orderId: order.id, returnId: refundId, lines: [{ productId: mug, quantity: 1 }] }),
      new OrderRefunded({
        orderId: order.id,
        userId: order.ada.userId,
        refundId,
        amount: euros(1_250),
        refunded: euros(1_250),
      }),
    );
    (await orders.when(order.made(refundId, euros(1_250)))).thenSentNothing();
    (await orders.when(order.returned(refundId))).thenSentNothing();
    expect(await order.show()).toMatchObject({
      status: 'confirmed',
      refunded: euros(1_250),
      refunds: [{ status: 'made' }],
    });
  });

  it('of an amount without goods, and of all that is left after it', async () => {
    const order = await confirmed();
    const first = await order.refund({ amount: euros(1) });
    await orders.given(order.made(first.refundId, euros(1)));
    const rest = await order.refund({ lines: [{ productId: mug, quantity: 2, restock: false }] });
    expect(rest).toMatchObject({ amount: euros(2_499), left: euros(0) });
    (await orders.when(order.made(rest.refundId, euros(2_499)))).thenSent(OrderRefunded);
    expect((await order.show()).refunded).toEqual(total);
    await expect(order.refund({ amount: euros(1) })).rejects.toMatchObject({ code: 'orders.refund-too-large' });
  });

  it('that fails gives nothing back, and can be asked for again', async () => {
    const order = await confirmed();
    const { refundId } = await order.refund({ amount: total });
    await expect(order.refund({ amount: euros(1) })).rejects.toMatchObject({ code: 'orders.refund-too-large' });
    (await orders.when(order.failed(refundId, 'card-expired'))).thenSentNothing();
    expect(await order.show()).toMatchObject({ refunded: euros(0), refunds: [{ status: 'failed' }] });
    const again = await order.refund({ amount: total });
    expect(again.left).toEqual(euros(0));
    (await orders.when(order.made(again.refundId, total))).thenSent(OrderRefunded);
  });

  it('that is pending for long is asked for again, and shown to operators', async () => {
    const order = await confirmed();
    const { refundId } = await order.refund({ amount: euros(5) });
    (await orders.whenTimeElapses('5m')).thenSent(new MakeRefund({ orderId: order.id, refundId, amount: euros(5) }));
    const { data } = await orders.ask(new ListSagas({ limit: 100, step: 'money' }), { caller: oscar });
    expect(data).toContainEqual(expect.objectContaining({ id: refundId, saga: 'refund', state: 'money' }));
    const shown = await orders.ask(new ShowSaga({ id: refundId }), { caller: oscar });
    expect(shown).toMatchObject({ saga: 'refund', steps: [{ name: 'money', attempts: 2 }] });
  });

  it('is previewed as it will be, and nothing is changed by that', async () => {
    const order = await confirmed();
    const preview = () => orders.ask(new PreviewRefund({ id: order.id, amount: euros(3) }), { caller: oscar });
    const {
      refundId: _,
      id: __,
      ...planned
    } = await preview().then(async (seen) => {
      expect(await preview()).toEqual(seen);
      return order.refund({ amount: euros(3) });
    });
    expect(planned).toMatchObject({ amount: euros(3), left: euros(2_497) });
  });

  it('stands in the history of the order', async () => {
    const order = await confirmed();
    const { refundId } = await order.refund({ amount: euros(250) });
    await orders.given(order.made(refundId, euros(250)));
    const { entries } = await orders.ask(new OrderHistory({ id: order.id }), { caller: order.ada });
    expect(entries.slice(-2)).toMatchObject([
      { kind: 'refund-asked', words: 'A refund of 2.50 EUR is on its way.', reason: 'damaged', amount: euros(250) },
      { kind: 'refunded', words: 'We have given back 2.50 EUR.', amount: euros(250) },
    ]);
  });

  it('is for staff, and of orders that are confirmed', async () => {
    const order = await confirmed();
    for (const caller of [order.ada, customer(), undefined])
      await expect(
        orders.ask(new RefundOrder({ id: order.id, amount: euros(1), reason: 'damaged' }), { caller }),
      ).rejects.toMatchObject({ code: 'ops.staff-only' });
    const ask = (id: string) =>
      orders.ask(new RefundOrder({ id, amount: euros(1), reason: 'damaged' }), { caller: oscar });
    await expect(ask(newId())).rejects.toMatchObject({ code: 'orders.not-found' });
    const ada = customer();
    const { id: pending } = await orders.ask(cart(mug), { caller: ada });
    await expect(ask(pending)).rejects.toMatchObject({ code: 'orders.not-refundable' });
    orders.others.take();
  });

  it('and a cancellation do not run at the same time', async () => {
    const order = await confirmed();
    const { refundId } = await order.refund({ amount: euros(1) });
    const cancel = () => orders.ask(new CancelOrder({ id: order.id }), { caller: order.ada });
    await expect(cancel()).rejects.toMatchObject({ code: 'orders.refund-in-progress' });
    await orders.given(order.made(refundId, euros(1)));
    expect(await cancel()).toMatchObject({ progress: 'returning' });
    const [, all] = (await order.show()).refunds;
    expect(all).toMatchObject({ amount: euros(2_499), reason: 'order-cancelled' });
    await orders.eventuallySent(MakeRefund);
  });
});

it('of fifty at the same time as many are begun as there is money for, and the others are told what is left', async () => {
  const order = await confirmed();
  const wishes = Array.from({ length: 50 }, () => order.ask({ amount: euros(1_000) }));
  const all = await Promise.allSettled(wishes);
  const begun = all.filter(({ status }) => status === 'fulfilled');
  const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as object] : []));
  expect([begun.length, refused.length]).toEqual([2, 48]);
  for (const refusal of refused)
    expect(refusal).toMatchObject({ code: 'orders.refund-too-large', details: { left: '5.00 EUR' } });
  orders.others.take();
});

it.each([
  ['JPY', 1_000, [334, 333, 333]],
  ['KWD', 1_000, [334, 333, 333]],
])('thirds of what does not divide come to all of it (%s)', async (currency, price, parts) => {
  const product = newId();
  const changed = priced(product);
  await orders.given(Object.assign(changed, { price: money(price, currency) }));
  const ada = customer();
  const { id } = await orders.ask(cart(product, 1), { caller: ada });
  const said = saidOf(id, product, ada);
  await orders.given(said.reserved, said.captured, said.committed);
  const amounts: number[] = [];
  for (const part of parts) {
    const wish = new RefundOrder({ id, amount: money(part, currency), reason: 'goodwill' });
    const { refundId, amount } = await orders.ask(wish, { caller: oscar });
    await orders.given(said.made(refundId, amount));
    amounts.push(amount.amount);
  }
  expect(amounts).toEqual(parts);
  const { refunded } = await orders.ask(new GetOrder({ id }), { caller: ada });
  expect(refunded).toEqual(money(price, currency));
});
