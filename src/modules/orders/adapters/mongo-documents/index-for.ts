import type { Collection } from 'mongodb';
import type { Wanted } from '../../ports/order-documents.js';
import type { Limits } from './limits.js';
import type { Index } from './indexes.js';
import { rangesOf, walkOf } from './query.js';
import type { Stored } from './stored.js';

/** Orders that are fetched and sorted rather than walked past; also the most index entries that are counted to find out. */
export const FEW = 5_000;

/**
 * The index by which a search is answered. A range (the beginning of a word, amounts) may hold three orders or nearly all: where one holds
 * few, those are sorted. Otherwise the orders are walked by time, and what is so common is met soon. An account never has that many.
 */
export async function indexFor(collection: Collection<Stored>, wanted: Wanted, limits: Limits): Promise<Index> {
  const walk = walkOf(wanted.criteria);
  if (walk === 'customer') return walk;
  const ranges = await Promise.all(
    rangesOf(wanted.criteria).map(async ({ index, filter }) => {
      const held = await collection.countDocuments(filter, { hint: index, limit: FEW, ...limits });
      return { index, held };
    }),
  );
  const [narrowest] = ranges.toSorted((a, b) => a.held - b.held);
  return narrowest && narrowest.held < FEW ? narrowest.index : walk;
}
