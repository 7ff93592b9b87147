import { abort, type JournalState } from '#libs/sagas/steps';
import type { Rules, World } from '#libs/testing/sagas';
import { explore, follow, timeout } from '#libs/testing/sagas';
import {
  CommitStock,
  ReleaseStock,
  ReserveStock,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import {
  ChargePayment,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
  RefundPayment,
} from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { type Checkout, checkout } from './checkout.steps.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const mug = '01990000-0000-7000-8000-000000000002';
const order = {
  orderId,
  userId: orderId,
  lines: [{ productId: mug, quantity: 2 }],
  total: money(1_980, 'EUR'),
  method: 'pm_card_visa',
};
const free = { orderId, userId: orderId, lines: order.lines, total: money(0, 'EUR') };
const declined = new PaymentDeclined({ orderId, reason: 'payment-declined' });

describe('the story of an order', () => {
  test('stock, money, confirmed, shipped', () => {
    const story = follow(checkout, order).sends(ReserveStock);
    expect(story.last.send).toEqual([new ReserveStock({ orderId, lines: order.lines })]);
    story.after(StockReserved).sends(ChargePayment);
    expect(story.last.send).toEqual([
      new ChargePayment({ orderId, userId: orderId, amount: order.total, method: 'pm_card_visa' }),
    ]);
    story.after(PaymentCaptured).sends(CommitStock).passes();
    story.after(StockCommitted).sends().tellsNothing();
    expect(story.progress).toBe('done');
  });

  test('out of stock: nothing is held, so it is cancelled at once', () => {
    follow(checkout, order).after(StockRejected).sends().ends('out-of-stock');
  });

  test('declined: cancelled when the stock is back', () => {
    follow(checkout, order)
      .after(StockReserved, declined)
      .sends(ReleaseStock)
      .tellsNothing()
      .after(StockReleased)
      .ends('payment-declined');
  });

  test('nothing known of the money in time: it is taken back, then the stock, then it is cancelled', () => {
    follow(checkout, order)
      .after(StockReserved, timeout)
      .sends(RefundPayment)
      .after(PaymentCaptured)
      .ignores()
      .after(PaymentUndone)
      .sends(ReleaseStock)
      .after(StockReleased)
      .ends('timeout');
  });

  test('the customer cancels while the card is charged', () => {
    follow(checkout, order)
      .after(StockReserved, abort('customer-cancelled'))
      .sends(RefundPayment)
      .after(PaymentUndone, StockReleased)
      .ends('customer-cancelled');
  });
});

describe('the story of an order that costs nothing', () => {
  test('stock, confirmed, shipped: nobody is asked for money', () => {
    const story = follow(checkout, free).after(StockReserved).sends(CommitStock).passes();
    expect(story.last.entries[0]!.data).toMatchObject({ skips: ['payment'], progress: 'ship' });
    story.after(StockCommitted).sends().tellsNothing();
    expect(story.progress).toBe('done');
  });

  test('cancelled while the stock is asked for: only the stock is given back', () => {
    follow(checkout, free)
      .after(abort('customer-cancelled'))
      .sends(ReleaseStock)
      .after(StockReleased)
      .ends('customer-cancelled');
  });

  test.each([PaymentCaptured, PaymentDeclined, PaymentUndone])(
    'a payment that nobody asked for changes nothing (%p)',
    (fact) => {
      follow(checkout, free).after(StockReserved, fact).ignores();
    },
  );
});

describe('an order of before, whose payment of nothing was asked for', () => {
  const { of, ...told } = {
    of: { saga: 'checkout', version: 1, data: { ...free, method: 'pm_card_visa' } },
    phase: 'running' as const,
  };
  const asked = (
    [
      {
        type: 'started',
        data: { ...told, of, sends: 'stock', until: 30_000, timer: 't', rings: 30_000, progress: 'stock' },
      },
      { type: 'step-done', data: { ...told, step: 'stock', sends: 'payment', until: 120_000, progress: 'payment' } },
    ] as const
  ).reduce<JournalState<Checkout>>((state, entry) => checkout.journal.evolve(state, entry), checkout.journal.initial);
  const after = (fact: object) => checkout.advance({ state: asked }, fact, { id: () => 'new', now: new Date(0) });

  test('goes on as it began', () => {
    const captured = after(new PaymentCaptured({ orderId, amount: money(0, 'EUR') }));
    expect(captured).toMatchObject({
      send: [new CommitStock({ orderId, lines: free.lines })],
      outcome: { kind: 'passed' },
    });
    expect(after(declined).send).toEqual([new ReleaseStock({ orderId, lines: free.lines })]);
    expect(after(abort('cancelled')).send).toEqual([new RefundPayment({ orderId })]);
  });
});

/** The invariants of stock and money, whatever happens. */
describe('in every state that an order can get into', () => {
  const confirmed = ({ outcome }: World) => outcome === 'passed';
  const cancelled = ({ outcome }: World) => outcome === 'ended';
  const mayHoldAnything = (world: World) => world.mayHold('stock') || world.mayHold('payment') || world.mayHold('ship');

  const always: Rules = {
    'confirmed only with the whole reservation held and the total captured': (world) =>
      !confirmed(world) || (world.holds('stock') && world.holds('payment')),
    'shipped only when confirmed': (world) => !world.mayHold('ship') || confirmed(world),
    'money that stays belongs to an order that is confirmed, shipped in the end': (world) =>
      !world.isQuiet || !world.holds('payment') || confirmed(world) || world.progress === 'compensation-failed',
    'when everything has arrived, it is confirmed, or cancelled, or waits for a person': (world) =>
      !world.isQuiet || world.outcome !== undefined || world.progress === 'compensation-failed',
  };
  const nothingHeld: Rules = {
    'cancelled is said when nothing is held, now or later': (world) => !cancelled(world) || !mayHoldAnything(world),
  };
  const nothingHeldInTheEnd: Rules = {
    'what succeeds after the end is undone': (world) =>
      !cancelled(world) || !world.isQuiet || !mayHoldAnything(world) || world.progress === 'compensation-failed',
  };
  const stockFirst: Rules = {
    'money is never held without the stock it is for': (world) => !world.mayHold('payment') || world.holds('stock'),
  };

  test('every message late, again and again, or never there; time-outs, cancellations, operators', async () => {
    const { states } = await explore(checkout, order).keeps({ ...always, ...nothingHeld });
    expect(states).toBeGreaterThan(10_000);
  });

  test('the same of an order that costs nothing, of which no money is ever held', async () => {
    const { states } = await explore(checkout, free).keeps({
      'confirmed only with the whole reservation held': (world) => !confirmed(world) || world.holds('stock'),
      'shipped only when confirmed': (world) => !world.mayHold('ship') || confirmed(world),
      'no money is asked for': (world) => world.sides['payment'] === 'untouched',
      ...nothingHeld,
    });
    expect(states).toBeGreaterThan(300);
  });

  test('without operators, who may let the stock go first', async () => {
    await explore(checkout, order, { people: false }).keeps({ ...always, ...nothingHeld, ...stockFirst });
  });

  test('also when a context succeeds after it has definitely refused', async () => {
    const { states } = await explore(checkout, order, { contradictions: true }).keeps({
      ...always,
      ...nothingHeldInTheEnd,
    });
    expect(states).toBeGreaterThan(30_000);
  });
});
