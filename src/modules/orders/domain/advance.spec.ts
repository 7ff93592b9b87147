import type { AnyMessage, ItemTime } from '#libs/messaging/contract';
import type { JournalEntry } from '#libs/sagas/steps';
import { given } from '#libs/testing/decisions';
import {
  CommitStock,
  ReleaseStock,
  ReserveStock,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import { OrderCancelled, OrderConfirmed } from '#shared/contracts/orders';
import {
  ChargePayment,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
  RefundPayment,
} from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { CheckoutTimer } from '../messages.js';
import { type Checkout, checkout } from '../sagas/checkout.steps.js';
import { advance } from './advance.js';
import { Order, type OrderEvent } from './order.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const userId = '01990000-0000-7000-8000-0000000000ff';
const total = money(2_500, 'EUR');
const about = { orderId, userId };
const placed: OrderEvent = { type: 'placed', data: { userId, lines: [], total, method: 'pm_card_visa' } };

const HOUR_MS = 3_600_000;
let n = 0;
let ms = 0;
const itemNow = (): ItemTime => ({ now: new Date(ms), id: (name) => `${name}-${n}` });

const advancing = (fact: object, order: readonly OrderEvent[], journal: readonly JournalEntry<Checkout>[]) =>
  given(Order, ...order)
    .of(orderId)
    .when((loaded) => {
      const progress = { order: loaded, journal: given(checkout.journal, ...journal).of(orderId).loaded };
      return advance(fact, progress, itemNow());
    });

/** An order, and all messages that were sent since it was placed. */
function begin() {
  n = 0;
  ms = 0;
  const { entries, later } = checkout.start({ ...about, lines: [], total, method: 'pm_card_visa' }, itemNow());
  const journal = [...entries];
  const order = [placed];
  const sent: AnyMessage[] = [];
  const timers = new Map(later.map((timer) => [timer.id, timer.message]));

  const take = (fact: object): void => {
    n++;
    const { decision } = advancing(fact, order, journal);
    journal.push(...decision.set.journal);
    order.push(...decision.set.order);
    sent.push(...decision.send);
    for (const timer of decision.later) timers.set(timer.id, timer.message);
    for (const { id } of decision.drop) timers.delete(id);
  };
  return {
    take: (...facts: object[]) => facts.forEach(take),
    timeIsUp: () => {
      ms += HOUR_MS;
      [...timers.values()].forEach(take);
    },
    get status() {
      return given(Order, ...order).loaded.state.status;
    },
    get sent() {
      return sent;
    },
  };
}

const reserved = new StockReserved({ orderId });
const rejected = new StockRejected({ orderId, missing: [] });
const released = new StockReleased({ orderId });
const captured = new PaymentCaptured({ orderId, amount: total });
const declined = new PaymentDeclined({ orderId, reason: 'payment-declined' });
const undone = new PaymentUndone({ orderId, refunded: null });
const committed = new StockCommitted({ orderId });
const charge = new ChargePayment({ orderId, userId, amount: total, method: 'pm_card_visa' });
const release = new ReleaseStock({ orderId, lines: [] });
const refund = new RefundPayment({ orderId });

it('is confirmed when the stock is held and the total captured, and not before', () => {
  const order = begin();
  order.take(reserved);
  expect([order.status, order.sent]).toStrictEqual(['pending', [charge]]);
  order.take(captured);
  expect(order.status).toBe('confirmed');
  expect(order.sent.slice(1)).toEqual(
    expect.arrayContaining([new CommitStock({ orderId, lines: [] }), new OrderConfirmed({ ...about, total })]),
  );
});

it('is cancelled at once when nothing was held', () => {
  const order = begin();
  order.take(rejected);
  expect([order.status, order.sent]).toStrictEqual([
    'cancelled',
    [new OrderCancelled({ ...about, reason: 'out-of-stock' })],
  ]);
});

it('is cancelled after a decline only when the stock is released', () => {
  const order = begin();
  order.take(reserved, declined);
  expect([order.status, order.sent]).toStrictEqual(['pending', [charge, release]]);
  order.take(released);
  expect([order.status, order.sent.at(-1)]).toStrictEqual([
    'cancelled',
    new OrderCancelled({ ...about, reason: 'payment-declined' }),
  ]);
});

it('is taken back when the provider is silent too long, and cancelled only when no money is kept', () => {
  const order = begin();
  order.take(reserved);
  order.timeIsUp();
  expect([order.status, order.sent]).toStrictEqual(['pending', [charge, refund]]);
  order.take(captured);
  expect(order.status).toBe('pending');
  order.take(undone);
  expect([order.status, order.sent.at(-1)]).toStrictEqual(['pending', release]);
  order.take(released);
  expect([order.status, order.sent.at(-1)]).toStrictEqual([
    'cancelled',
    new OrderCancelled({ ...about, reason: 'timeout' }),
  ]);
});

describe('in whatever order facts come, and however often', () => {
  const facts = [reserved, rejected, released, captured, declined, undone, committed];
  const orders = facts.flatMap((a) => facts.flatMap((b) => facts.flatMap((c) => facts.map((d) => [a, b, c, d]))));

  it(`an order ends at most once, and what is said is what it is (${orders.length} orders)`, () => {
    for (const sequence of orders) {
      const order = begin();
      order.take(...sequence, ...sequence);
      order.timeIsUp();
      const news = order.sent.filter((sent) => sent instanceof OrderConfirmed || sent instanceof OrderCancelled);
      const said = { pending: [], confirmed: [OrderConfirmed], cancelled: [OrderCancelled], unplaced: [undefined] }[
        order.status
      ];
      expect(news.map(({ constructor }) => constructor)).toEqual(said);
      if (order.status === 'confirmed') expect(order.sent.some((sent) => sent instanceof ReleaseStock)).toBe(false);
    }
  });

  it('a timer that comes late changes nothing', () => {
    const order = begin();
    order.take(reserved, captured, committed);
    const sent = order.sent.length;
    order.take(new CheckoutTimer({ orderId, timerId: 'checkout-timer-0' }));
    expect([order.status, order.sent.length]).toEqual(['confirmed', sent]);
  });

  it('a fact about an order that was never placed here changes nothing', () => {
    advancing(reserved, [], []).thenNothing();
  });
});

it('asks for stock first', () => {
  const { send } = checkout.start({ ...about, lines: [], total, method: 'pm_card_visa' }, itemNow());
  expect(send).toStrictEqual([new ReserveStock({ orderId, lines: [] })]);
});
