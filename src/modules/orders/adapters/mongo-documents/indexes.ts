import type { IndexDescription } from 'mongodb';

const byTime = { placedAt: 1, _id: 1 } as const;

/** Fields by which a copy is asked, and nothing else. Queries name theirs, so none ever reads a whole collection. */
export const INDEXES = [
  // Walked in the order of the results, as is the last one:
  { name: 'status', key: { status: 1, ...byTime } },
  { name: 'payment', key: { payment: 1, ...byTime } },
  { name: 'reason', key: { reason: 1, ...byTime } },
  { name: 'customer', key: { 'customer.id': 1, ...byTime } },
  { name: 'product', key: { productIds: 1, ...byTime } },
  // Read where they hold few orders, which are then sorted:
  { name: 'words', key: { words: 1 } },
  { name: 'amount', key: { 'total.amount': 1 } },
  // `naming` a product, by id:
  { name: 'naming', key: { productIds: 1, _id: 1 } },
  // All that `totals` reads, so that no document is fetched:
  { name: 'totals', key: { placedAt: 1, status: 1, 'total.currency': 1, 'total.amount': 1 } },
  // Made when all others are there, so a collection that has it is a whole copy, also of a version that knew fewer indexes.
  { name: 'placed', key: byTime },
] as const satisfies readonly IndexDescription[];

export type Index = (typeof INDEXES)[number]['name'];

export const LAST: Index = 'placed';
