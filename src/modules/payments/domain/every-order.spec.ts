import type { AnyMessage, ItemTime } from '#libs/messaging/contract';
import { ChargePayment, PaymentCaptured, PaymentUndone, RefundPayment } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { CaptureCharge, type ChargeOutcome, RecordOutcome, RefundCharge } from '../messages.js';
import type { PaymentAttempt } from './attempt.js';
import { charge } from './charge.js';
import type { Payment } from './payment.js';
import { record } from './record.js';
import { undo } from './undo.js';

/** A state in one order of delivery: messages in flight (each may arrive twice), the payment, its attempts, the provider's ledger, the messages sent. */
interface World {
  readonly onTheWay: readonly { message: AnyMessage; copies: number }[];
  readonly payment?: Payment;
  readonly attempts: readonly PaymentAttempt[];
  readonly taken: number;
  readonly given: number;
  readonly said: readonly AnyMessage[];
}

const orderId = '01990000-0000-7000-8000-000000000001';
const item: ItemTime = { now: new Date(0), id: (n) => `id-${n}` };
const amount = money(2_500, 'EUR');
const outcomeIs = (outcome: RecordOutcome['outcome']) => ({
  message: new RecordOutcome({ orderId, outcome }),
  copies: 2,
});

interface Decided {
  readonly set?: { readonly payment: Payment; readonly attempts?: readonly PaymentAttempt[] };
  readonly send?: AnyMessage[];
}

function decide(message: AnyMessage, payment?: Payment): Decided {
  if (message instanceof ChargePayment) return charge(message, { payment }, item);
  if (message instanceof RefundPayment) return undo(message, { payment }, item);
  return record(message as RecordOutcome, { payment }, item);
}

/** All successor states: any message in flight may arrive next; the outcome of a charge is given. */
function* next(world: World, provider: ChargeOutcome): Generator<World> {
  for (const [n, { message, copies }] of world.onTheWay.entries()) {
    const { set, send = [] } = decide(message, world.payment);
    const charges = send.filter((sent) => sent instanceof CaptureCharge);
    const refunds = send.filter((sent) => sent instanceof RefundCharge);
    yield {
      onTheWay: [
        ...world.onTheWay.flatMap((other, i) =>
          i !== n ? [other] : copies > 1 ? [{ message, copies: copies - 1 }] : [],
        ),
        ...charges.flatMap(() => [outcomeIs({ kind: 'unknown' }), outcomeIs(provider)]),
        ...refunds.map(() => outcomeIs({ kind: 'refunded' })),
      ],
      payment: set?.payment ?? world.payment,
      attempts: [...world.attempts, ...(set?.attempts ?? [])],
      taken: world.taken + (provider.kind === 'captured' ? charges.length * amount.amount : 0),
      given: world.given + refunds.reduce((sum, refund) => sum + (refund as RefundCharge).amount.amount, 0),
      said: [...world.said, ...send.filter((sent) => !(sent instanceof CaptureCharge || sent instanceof RefundCharge))],
    };
  }
}

/** All final states, in which no message is in flight; every intermediate state is checked, too. */
function explore(start: World, provider: ChargeOutcome, check: (world: World) => void): World[] {
  const seen = new Set<string>();
  const ends: World[] = [];
  const visit = (world: World): void => {
    const name = JSON.stringify({ ...world, onTheWay: world.onTheWay.map((entry) => JSON.stringify(entry)).sort() });
    if (seen.has(name)) return;
    seen.add(name);
    check(world);
    if (world.onTheWay.length === 0) ends.push(world);
    for (const following of next(world, provider)) visit(following);
  };
  visit(start);
  return ends;
}

const sumOf = (attempts: readonly PaymentAttempt[], outcome: PaymentAttempt['outcome']) =>
  attempts.filter((attempt) => attempt.outcome === outcome).reduce((sum, attempt) => sum + attempt.amount, 0);
const nothingTwice = ({ taken, given, payment, attempts }: World) => {
  expect(new Set(attempts.map(({ kind, outcome }) => `${kind} ${outcome}`)).size).toBe(attempts.length);
  expect([sumOf(attempts, 'captured'), sumOf(attempts, 'refunded')]).toEqual([
    payment?.captured ?? 0,
    payment?.refunded ?? 0,
  ]);
  expect(taken).toBeLessThanOrEqual(amount.amount);
  expect(given).toBeLessThanOrEqual(taken);
  if (payment) expect([payment.refunded <= payment.captured, payment.captured <= payment.amount]).toEqual([true, true]);
};
const wishes = (...messages: AnyMessage[]): World => ({
  onTheWay: messages.map((message) => ({ message, copies: 2 })),
  attempts: [],
  taken: 0,
  given: 0,
  said: [],
});
const ask = new ChargePayment({ orderId, amount, method: 'pm_card_visa' });
const giveUp = new RefundPayment({ orderId });

describe.each<ChargeOutcome>([{ kind: 'captured' }, { kind: 'declined', reason: 'payment-declined' }])(
  'the provider says %o',
  (provider) => {
    it("a charge alone ends with the provider's word", () => {
      const ends = explore(wishes(ask), provider, nothingTwice);
      expect(new Set(ends.map(({ payment }) => payment?.status))).toEqual(new Set([provider.kind]));
    });

    it('a charge and a refund, in any order and each twice, end with no money kept and PaymentUndone said', () => {
      const ends = explore(wishes(ask, giveUp), provider, nothingTwice);
      expect(ends.length).toBeGreaterThan(0);
      for (const { taken, given, said, payment } of ends) {
        expect(given).toBe(taken);
        expect(said.some((word) => word instanceof PaymentUndone)).toBe(true);
        expect(['undone', 'declined']).toContain(payment?.status);
      }
    });

    it('once PaymentUndone is said, nothing is kept and nothing is taken any more', () => {
      explore(wishes(ask, giveUp), provider, ({ said, taken, given }) => {
        if (!said.some((word) => word instanceof PaymentUndone)) return;
        expect(taken).toBe(given);
        expect(said.findLastIndex((word) => word instanceof PaymentCaptured)).toBeLessThan(
          said.findIndex((word) => word instanceof PaymentUndone),
        );
      });
    });
  },
);
