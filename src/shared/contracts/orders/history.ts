import { z } from 'zod';
import { query, rowsOf } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';

/** Events that are read of an order and of its checkout each; three for each refund at most, a dozen for the rest, and one for each act of an operator. */
export const MOST_HISTORY = 300;

/** What has happened to an order, as its customer sees it. */
export const HistoryKind = z.enum([
  'placed',
  'goods-reserved',
  'goods-missing',
  'paid',
  'payment-declined',
  'confirmed',
  'goods-handed-over',
  'given-up',
  'cancellation-asked',
  'money-returned',
  'goods-returned',
  'cancelled',
  'refund-asked',
  'refunded',
  'refund-failed',
]);
export type HistoryKind = z.output<typeof HistoryKind>;

export const HistoryEntry = z.object({
  at: z.iso.datetime(),
  kind: HistoryKind,
  words: z.string().max(200).describe('The same in a sentence.'),
  reason: z.string().max(200).nullable().describe('The code of the reason, where there is one.'),
  amount: Money.nullable().describe('The money that it is about.'),
});
export type HistoryEntry = z.output<typeof HistoryEntry>;

/** What has happened to an order, in the order of time, without the messages and attempts behind it. */
export class OrderHistory extends query('orders.order-history.v1', {
  payload: z.object({ id: Id }),
  reply: z.object({ entries: rowsOf(HistoryEntry) }),
  errors: { 'orders.not-found': 'not-found' },
  key: (q) => q.id,
  from: ['gateway'],
}) {}
