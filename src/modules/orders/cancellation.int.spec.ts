import { setImmediate } from 'node:timers/promises';
import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { testContext, type LoneContext } from '#libs/testing';
import { ReturnStock } from '#shared/contracts/inventory';
import { CancelOrder, GetOrder, OrderRefunded } from '#shared/contracts/orders';
import { MakeRefund } from '#shared/contracts/payments';
import { OrdersModule } from './index.js';
import { cart, customer, priced, saidOf, total } from './orders.fixtures.js';

const oscar: Identity = { userId: newId(), role: 'operator' };

let orders: LoneContext;
let mug: string;
beforeAll(async () => {
  orders = await testContext(OrdersModule);
  await orders.given(priced((mug = newId())));
});
afterAll(() => orders?.close());

async function placed(ada = customer()) {
  const { id: orderId } = await orders.ask(cart(mug), { caller: ada });
  const said = saidOf(orderId, mug, ada);
  await orders.eventuallySent(said.reserve);
  const cancel = (caller: Identity | undefined = ada, reason?: 'no-longer-needed') =>
    orders.ask(new CancelOrder({ id: orderId, reason }), { caller });
  const show = () => orders.ask(new GetOrder({ id: orderId }), { caller: ada });
  return { orderId, ada, cancel, show, ...said };
}

describe('cancelling', () => {
  it('before anything was paid gives the stock back, and no money', async () => {
    const order = await placed();
    const reply = { id: order.orderId, status: 'pending', progress: 'compensating', money: 'none' };
    expect(await order.cancel()).toEqual({ ...reply, reason: 'customer-cancelled' });
    await orders.eventuallySent(order.release);
    (await orders.when(order.released)).thenSent(order.cancelled('customer-cancelled'));
    expect(await order.show()).toMatchObject({ status: 'cancelled', reason: 'customer-cancelled' });
    expect(await order.cancel()).toMatchObject({ status: 'cancelled', progress: 'done', money: 'none' });
  });

  it('while the payment is under way gives back whatever it takes', async () => {
    const order = await placed();
    await orders.given(order.reserved);
    expect(await order.cancel(order.ada, 'no-longer-needed')).toMatchObject({
      status: 'pending',
      reason: 'no-longer-needed',
      money: 'returned-if-taken',
    });
    await orders.eventuallySent(order.refund);
    (await orders.when(order.captured)).thenSentNothing();
    (await orders.when(order.undone)).thenSent(order.release);
    (await orders.when(order.released)).thenSent(order.cancelled('no-longer-needed'));
    expect(await order.cancel()).toMatchObject({ status: 'cancelled', reason: 'no-longer-needed', money: 'returned' });
  });

  it('twice sends and writes once', async () => {
    const order = await placed();
    const replies = [await order.cancel(), await order.cancel()];
    expect(replies[1]).toEqual(replies[0]);
    await orders.eventuallySent(order.release);
    (await orders.when(order.released)).thenSent(order.cancelled('customer-cancelled'));
    const sql = `SELECT count(*)::int AS n FROM event WHERE stream = $1 AND type = 'aborted'`;
    expect(await orders.db.query(sql, [`checkout-${order.orderId}`])).toEqual([{ n: 1 }]);
  });

  it('what is out of stock already tells what became of it', async () => {
    const order = await placed();
    (await orders.when(order.rejected)).thenSent(order.cancelled('out-of-stock'));
    expect(await order.cancel()).toMatchObject({ status: 'cancelled', reason: 'out-of-stock', money: 'none' });
  });

  it('once the order is confirmed gives all of it back, and cancels it when that is done', async () => {
    const order = await placed();
    await orders.given(order.reserved, order.captured, order.committed);
    const told = { status: 'confirmed', progress: 'returning', reason: 'no-longer-needed', money: 'returned-if-taken' };
    expect(await order.cancel(order.ada, 'no-longer-needed')).toMatchObject(told);
    expect(await order.cancel()).toMatchObject(told); // twice is once
    const { refunds } = await order.show();
    expect(refunds).toMatchObject([{ status: 'pending', amount: total, reason: 'order-cancelled' }]);
    const { id } = refunds[0]!;
    await orders.eventuallySent(new MakeRefund({ orderId: order.orderId, refundId: id, amount: total }));
    (await orders.when(order.made(id, total))).thenSent(
      new ReturnStock({ orderId: order.orderId, returnId: id, lines: order.reserve.lines }),
      OrderRefunded,
    );
    expect(await order.show()).toMatchObject({ status: 'confirmed', refunded: total });
    (await orders.when(order.returned(id))).thenSent(order.cancelled('no-longer-needed'));
    expect(await order.show()).toMatchObject({ status: 'cancelled', reason: 'no-longer-needed', refunded: total });
    expect(await order.cancel()).toMatchObject({ status: 'cancelled', progress: 'done', money: 'returned' });
  });

  it('leaves the order confirmed when the provider refuses, and may be tried again', async () => {
    const order = await placed();
    await orders.given(order.reserved, order.captured, order.committed);
    await order.cancel();
    const { id } = (await order.show()).refunds[0]!;
    await orders.given(order.failed(id, 'expired-card'));
    expect(await order.show()).toMatchObject({ status: 'confirmed', refunds: [{ status: 'failed' }] });
    expect(await order.cancel()).toMatchObject({ status: 'confirmed', progress: 'returning' });
    expect((await order.show()).refunds).toMatchObject([{ status: 'failed' }, { status: 'pending' }]);
    orders.others.take();
  });

  it('is for whoever has ordered, and for staff', async () => {
    const order = await placed();
    for (const caller of [customer(), undefined])
      await expect(orders.ask(new CancelOrder({ id: order.orderId }), { caller })).rejects.toMatchObject({
        code: 'orders.not-found',
      });
    await expect(orders.ask(new CancelOrder({ id: newId() }), { caller: oscar })).rejects.toMatchObject({
      code: 'orders.not-found',
    });
    expect(await order.cancel(oscar)).toMatchObject({ reason: 'staff-cancelled' });
    await orders.eventuallySent(order.release);
  });
});

const RACES = 200;

it(`at the same moment as the capture: given up before it, or given back after it, and never both (${RACES} times)`, async () => {
  const typesOf = async (stream: string) => {
    const rows = await orders.db.query<{ type: string }[]>('SELECT type FROM event WHERE stream = $1', [stream]);
    return rows.map(({ type }) => type);
  };
  const ends: string[] = [];
  for (let n = 0; n < RACES; n++) {
    const order = await placed();
    await orders.given(order.reserved);
    // How many turns of the event loop earlier the wish comes: so each comes first in some of the races.
    const capture = async () => {
      for (let turn = 0; turn < n % 10; turn++) await setImmediate();
      await orders.when(order.captured);
    };
    const [{ progress: end }] = await Promise.all([order.cancel(), capture()]);
    ends.push(end);
    const [own, journal] = [await typesOf(`order-${order.orderId}`), await typesOf(`checkout-${order.orderId}`)];
    const isGivenUp = end === 'compensating';
    const happened = [own.includes('confirmed'), own.includes('refund-asked'), journal.includes('aborted')];
    expect(happened).toEqual([!isGivenUp, !isGivenUp, isGivenUp]);
    expect(await order.show()).toMatchObject(
      isGivenUp ? { status: 'pending', progress: 'compensating' } : { status: 'confirmed' },
    );
    if (n % 10) continue;
    if (isGivenUp) await orders.given(order.undone, order.released);
    else await orders.given(order.committed);
    expect((await order.show()).progress).toBe('done');
  }
  expect([...new Set(ends)].toSorted()).toEqual(['compensating', 'returning']);
});
