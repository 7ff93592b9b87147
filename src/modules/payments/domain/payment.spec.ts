import type { ItemTime } from '#libs/messaging/contract';
import {
  ChargePayment,
  PaymentCaptured,
  PaymentDeclined,
  type PaymentStatus,
  PaymentUndone,
  RefundPayment,
} from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { CaptureCharge, RecordOutcome, RefundCharge } from '../messages.js';
import type { PaymentAttempt } from './attempt.js';
import { charge } from './charge.js';
import type { Payment } from './payment.js';
import { record } from './record.js';
import { undo } from './undo.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const noon = new Date('2030-01-01T12:00:00Z');
const item: ItemTime = { now: noon, id: (n) => `id-${n}` };
const total = money(2_500, 'EUR');
const userId = '01990000-0000-7000-8000-000000000002';
const ask = new ChargePayment({ orderId, userId, amount: total, method: 'pm_card_visa' });

const payment = (status: PaymentStatus, change: Partial<Payment> = {}): Payment => ({
  orderId,
  userId,
  status,
  ...total,
  captured: ['captured', 'refunding', 'undone'].includes(status) ? total.amount : 0,
  refunded: status === 'undone' ? total.amount : 0,
  promised: 0,
  reason: status === 'declined' ? 'payment-declined' : null,
  since: new Date(0),
  ...change,
});

const attempt = (kind: PaymentAttempt['kind'], outcome: PaymentAttempt['outcome'], reason: string | null = null) => [
  { orderId, kind, outcome, ...total, reason, at: noon },
];

const messages = {
  charge: (till: Payment | undefined) => charge(ask, { payment: till }, item),
  refund: (till: Payment | undefined) => undo(new RefundPayment({ orderId }), { payment: till }, item),
  captured: (till: Payment | undefined) =>
    record(new RecordOutcome({ orderId, outcome: { kind: 'captured' } }), { payment: till }, item),
  declined: (till: Payment | undefined) =>
    record(
      new RecordOutcome({ orderId, outcome: { kind: 'declined', reason: 'payment-declined' } }),
      { payment: till },
      item,
    ),
  refunded: (till: Payment | undefined) =>
    record(new RecordOutcome({ orderId, outcome: { kind: 'refunded' } }), { payment: till }, item),
  unknown: (till: Payment | undefined) =>
    record(new RecordOutcome({ orderId, outcome: { kind: 'unknown' } }), { payment: till }, item),
};
type Message = keyof typeof messages;

/** The status after a message, and the messages sent; '-' where nothing changes. */
const EVERYTHING: Record<PaymentStatus | 'none', Record<Message, string>> = {
  none: {
    charge: 'pending CaptureCharge',
    refund: 'undone PaymentUndone',
    captured: 'throws',
    declined: 'throws',
    refunded: 'throws',
    unknown: 'throws',
  },
  pending: {
    charge: '-',
    refund: 'undoing',
    captured: 'captured PaymentCaptured',
    declined: 'declined PaymentDeclined',
    refunded: '-',
    unknown: 'unknown',
  },
  unknown: {
    charge: '-',
    refund: 'undoing',
    captured: 'captured PaymentCaptured',
    declined: 'declined PaymentDeclined',
    refunded: '-',
    unknown: '-',
  },
  captured: {
    charge: '- PaymentCaptured',
    refund: 'refunding RefundCharge',
    captured: '-',
    declined: '-',
    refunded: '-',
    unknown: '-',
  },
  declined: {
    charge: '- PaymentDeclined',
    refund: '- PaymentUndone',
    captured: '-',
    declined: '-',
    refunded: '-',
    unknown: '-',
  },
  undoing: {
    charge: '-',
    refund: '-',
    captured: 'refunding RefundCharge',
    declined: 'undone PaymentUndone',
    refunded: '-',
    unknown: '-',
  },
  refunding: { charge: '-', refund: '-', captured: '-', declined: '-', refunded: 'undone PaymentUndone', unknown: '-' },
  undone: {
    charge: '- PaymentUndone',
    refund: '- PaymentUndone',
    captured: '-',
    declined: '-',
    refunded: '-',
    unknown: '-',
  },
};

const cases = Object.entries(EVERYTHING).flatMap(([status, row]) =>
  Object.entries(row).map(([message, outcome]) => [status, message, outcome] as const),
);

it.each(cases)('%s, then %s: %s', (status, message, outcome) => {
  const decide = () => messages[message as Message](status === 'none' ? undefined : payment(status as PaymentStatus));
  if (outcome === 'throws') return expect(decide).toThrow('without an intent');
  const { set, send = [] }: { set?: { payment: Payment }; send?: object[] } = decide();
  expect([set?.payment.status ?? '-', ...send.map((sent) => sent.constructor.name)].join(' ')).toBe(outcome);
});

it.each(cases.filter(([status]) => status !== 'none'))(
  '%s, then %s: an attempt for each change by the provider',
  (status, message) => {
    const { set }: { set?: { payment: Payment; attempts?: PaymentAttempt[] } } = messages[message as Message](
      payment(status as PaymentStatus),
    );
    const isWord = message !== 'charge' && message !== 'refund';
    expect((set?.attempts ?? []).map(({ outcome }) => outcome)).toEqual(set && isWord ? [message] : []);
  },
);

describe('what is written and said', () => {
  it('an intent before the call', () => {
    expect(charge(ask, { payment: undefined }, item)).toStrictEqual({
      set: { payment: payment('pending', { since: noon }) },
      send: [new CaptureCharge({ orderId, amount: total, method: 'pm_card_visa' })],
    });
  });

  it('a capture of the whole amount', () => {
    expect(messages.captured(payment('unknown'))).toStrictEqual({
      set: { payment: payment('captured', { since: noon }), attempts: attempt('charge', 'captured') },
      send: [new PaymentCaptured({ orderId, amount: total })],
    });
  });

  it('a decline with its reason', () => {
    expect(messages.declined(payment('pending'))).toStrictEqual({
      set: {
        payment: payment('declined', { since: noon }),
        attempts: attempt('charge', 'declined', 'payment-declined'),
      },
      send: [new PaymentDeclined({ orderId, reason: 'payment-declined' })],
    });
  });

  it('that nobody knows, once', () => {
    expect(messages.unknown(payment('pending'))).toStrictEqual({
      set: { payment: payment('unknown', { since: noon }), attempts: attempt('charge', 'unknown') },
    });
    expect(messages.unknown(payment('unknown'))).toStrictEqual({});
  });

  it('a late success that goes back', () => {
    expect(messages.captured(payment('undoing'))).toStrictEqual({
      set: { payment: payment('refunding', { since: noon }), attempts: attempt('charge', 'captured') },
      send: [new RefundCharge({ orderId, amount: total })],
    });
    expect(messages.refunded(payment('refunding'))).toStrictEqual({
      set: { payment: payment('undone', { since: noon }), attempts: attempt('refund', 'refunded') },
      send: [new PaymentUndone({ orderId, refunded: total })],
    });
  });

  it('of a payment that was refunded in parts only the rest goes back', () => {
    const parts = payment('captured', { promised: 700, refunded: 700 });
    const rest = { orderId, amount: money(1_800, 'EUR') };
    const asked = messages.refund(parts);
    expect(asked).toEqual({
      set: { payment: { ...parts, status: 'refunding', since: noon } },
      send: [new RefundCharge(rest)],
    });
    expect(messages.refunded({ ...parts, status: 'refunding' })).toMatchObject({
      set: {
        payment: { status: 'undone', refunded: 2_500 },
        attempts: [{ kind: 'refund', outcome: 'refunded', amount: 1_800 }],
      },
    });
    expect(messages.refund(payment('captured', { promised: 2_500, refunded: 2_500 }))).toEqual({});
  });

  it('a tombstone, so that a charge that comes later takes nothing', () => {
    const { set, send } = messages.refund(undefined);
    expect(set?.payment).toMatchObject({ status: 'undone', amount: 0, captured: 0, refunded: 0 });
    expect(send).toStrictEqual([new PaymentUndone({ orderId, refunded: null })]);
    expect(messages.charge(set!.payment as Payment).send).toStrictEqual([
      new PaymentUndone({ orderId, refunded: null }),
    ]);
  });
});
