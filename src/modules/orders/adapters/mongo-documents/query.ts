import type { Document, Filter, Sort } from 'mongodb';
import type { Criteria, Place, Wanted } from '../../ports/order-documents.js';
import type { Index } from './indexes.js';
import type { Stored } from './stored.js';

/** Behind every word that begins so: the last code point there is. Texts are compared by their bytes in UTF-8. */
const LAST = '\u{10ffff}';

/** Everything that must hold. No value is ever an operator: each stands behind one, as the value that it is. */
export function filterOf({ criteria, order, after }: Wanted): Filter<Stored> {
  const { status, payment, userId, productId, from, to, currency, reason } = criteria;
  const all: Document[] = [
    ...is('status', status),
    ...is('payment', payment),
    ...is('customer.id', userId),
    ...is('productIds', productId),
    ...is('total.currency', currency),
    ...is('reason', reason),
    ...(from === undefined ? [] : [{ placedAt: { $gte: text(from) } }]),
    ...(to === undefined ? [] : [{ placedAt: { $lt: text(to) } }]),
    ...rangesOf(criteria).map(({ filter }) => filter),
    ...(after ? beyond(after, order) : []),
  ];
  return all.length ? { $and: all } : {};
}

export const sortOf = ({ order }: Wanted): Sort =>
  order === 'newest' ? { placedAt: -1, _id: -1 } : { placedAt: 1, _id: 1 };

/** A criterion that may hold three orders or nearly all of them. */
export interface Range {
  readonly index: Index;
  readonly filter: Document;
}

export function rangesOf({ words = [], amountFrom, amountTo }: Criteria): readonly Range[] {
  const amount = {
    ...(amountFrom !== undefined && { $gte: amountFrom }),
    ...(amountTo !== undefined && { $lte: amountTo }),
  };
  return [
    ...words.map(
      (word) =>
        ({ index: 'words', filter: { words: { $elemMatch: { $gte: text(word), $lt: word + LAST } } } }) as const,
    ),
    ...(Object.keys(amount).length ? [{ index: 'amount', filter: { 'total.amount': amount } } as const] : []),
  ];
}

/** The index that gives the results in their order, and the fewest others beside them. */
export function walkOf({ userId, productId, reason, payment, status }: Criteria): Index {
  if (userId !== undefined) return 'customer';
  if (productId !== undefined) return 'product';
  if (reason !== undefined) return 'reason';
  if (payment !== undefined) return 'payment';
  return status !== undefined ? 'status' : 'placed';
}

const is = (field: string, value: string | undefined): Document[] =>
  value === undefined ? [] : [{ [field]: { $eq: text(value) } }];

/** Whoever checks what comes in has done so before; an object here would be compared as one, and null would find what has no value. */
function text(value: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${JSON.stringify(value)} is not a text`);
}

/** The first is implied by the second; by it the index is entered where the page begins. */
function beyond({ placedAt, id }: Place, order: Wanted['order']): Document[] {
  const [after, from] = order === 'newest' ? (['$lt', '$lte'] as const) : (['$gt', '$gte'] as const);
  return [
    { placedAt: { [from]: placedAt } },
    { $or: [{ placedAt: { [after]: placedAt } }, { placedAt: { $eq: placedAt }, _id: { [after]: id } }] },
  ];
}
