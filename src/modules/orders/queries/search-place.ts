import { z } from 'zod';
import { refuse } from '#libs/messaging/contract';
import { startOf } from '#libs/messaging/paging';
import { Id } from '#shared/kernel';
import type { OrderDocument } from '../domain/order-document.js';
import type { Place } from '../ports/order-documents.js';
import type { Search } from './search-criteria.js';

const Key = z.tuple([z.iso.datetime({ precision: 3 }).refine((time) => time >= '1970'), Id]);

/** What the cursor behind this order holds. */
export const keyOf = ({ placedAt, id }: OrderDocument): z.output<typeof Key> => [placedAt, id];

/**
 * Where a page begins; undefined at the beginning.
 * @throws Refusal `orders.bad-cursor`
 */
export function placeAt(search: Search, cursor: string | undefined): Place | undefined {
  const key = startOf(cursor, Key, () => refuse(search, 'orders.bad-cursor'));
  return key && { placedAt: key[0], id: key[1] };
}
