import type { JournalEntry } from '#libs/sagas/steps';
import type { HistoryEntry, HistoryKind } from '#shared/contracts/orders';
import { format, type Money } from '#shared/kernel';
import type { OrderEvent } from './order.js';

/** An event with its time. */
export interface Dated<Event> {
  readonly event: Event;
  readonly at: Date;
}

/** What an entry of the checkout's journal means to a customer: by what happened, and to which step. */
const MEANINGS: Readonly<Partial<Record<string, HistoryKind>>> = {
  'step-done stock': 'goods-reserved',
  'step-refused stock': 'goods-missing',
  'step-done payment': 'paid',
  'step-refused payment': 'payment-declined',
  'step-done ship': 'goods-handed-over',
  'step-timed-out stock': 'given-up',
  'step-timed-out payment': 'given-up',
  'aborted ': 'cancellation-asked',
  'undo-done payment': 'money-returned',
  'forced payment': 'money-returned',
  'undo-done stock': 'goods-returned',
  'forced stock': 'goods-returned',
};

const WORDS: Readonly<Record<HistoryKind, (amount: string) => string>> = {
  placed: (amount) => `The order was placed: ${amount}.`,
  'goods-reserved': () => 'The goods are reserved.',
  'goods-missing': () => 'Not everything is in stock.',
  paid: (amount) => `We have received ${amount}.`,
  'payment-declined': () => 'The payment was declined.',
  confirmed: () => 'The order is confirmed.',
  'goods-handed-over': () => 'The goods have left the shelf.',
  'given-up': () => 'It could not be settled in time and is given up.',
  'cancellation-asked': () => 'It was asked to cancel the order.',
  'money-returned': () => 'Nothing of your money is with us.',
  'goods-returned': () => 'The goods are not reserved any more.',
  cancelled: () => 'The order is cancelled.',
  'refund-asked': (amount) => `A refund of ${amount} is on its way.`,
  refunded: (amount) => `We have given back ${amount}.`,
  'refund-failed': () => 'The refund could not be made.',
};

/**
 * The history of an order. The journal is told only as far as it concerns the customer: neither questions nor attempts, and no names of
 * operators. What was decided at once, as the last payment and the confirmation are, is told in that order.
 */
export function orderHistory(
  order: readonly Dated<OrderEvent>[],
  journal: readonly Dated<JournalEntry>[],
): readonly HistoryEntry[] {
  const [placed] = order;
  const total = placed?.event.type === 'placed' ? placed.event.data.total : null;
  const own = order.flatMap(({ event, at }) => {
    const amount = amountOf(event);
    return amount?.amount === 0 ? [] : [told(event.type, at, reasonOf(event), amount ?? total)]; // goods alone: no money to tell of
  });
  const steps = journal.flatMap(({ event: { type, data }, at }) => {
    const kind = MEANINGS[`${type} ${data.step ?? ''}`];
    return kind ? [told(kind, at, type === 'aborted' ? (data.reason ?? null) : null, total)] : [];
  });
  const [first, ...ends] = own;
  return first ? [first, ...merged(steps, ends)] : [];
}

/** By time; where both were decided at once, the step comes before the end that follows from it. */
const merged = (steps: readonly HistoryEntry[], ends: readonly HistoryEntry[]): readonly HistoryEntry[] =>
  [...steps, ...ends].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const reasonOf = ({ data }: OrderEvent): string | null => ('reason' in data ? data.reason : null);
const amountOf = ({ data }: OrderEvent): Money | undefined => ('amount' in data ? data.amount : undefined);

const WITH_AMOUNT: readonly HistoryKind[] = ['placed', 'paid', 'refund-asked', 'refunded'];

function told(kind: HistoryKind, at: Date, reason: string | null, total: Money | null): HistoryEntry {
  const amount = WITH_AMOUNT.includes(kind) ? total : null;
  return { at: at.toISOString(), kind, words: WORDS[kind](amount ? format(amount) : ''), reason, amount };
}
