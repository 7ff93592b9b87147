import { type ContractClass, type ErrorCodes, refuse } from '#libs/messaging/contract';
import type { ListOrders, searchErrors, SearchOrders } from '#shared/contracts/orders';
import { MOST_WORDS, wordsIn } from '../domain/search-words.js';
import type { Criteria } from '../ports/order-documents.js';

/** What a message says of the orders that it wants. */
export type Filters = Omit<SearchOrders, 'limit' | 'cursor' | 'order'> | Omit<ListOrders, 'limit' | 'cursor'>;

/** The contract of a search. */
export type Search = ContractClass<any, any, typeof searchErrors & ErrorCodes>;

/**
 * The filters in the store's terms.
 * @throws Refusal `orders.too-many-words`; `orders.no-words` when a text has nothing to look for, since it would find every order
 */
export function criteriaOf(search: Search, { placedFrom, placedTo, text, ...same }: Filters): Criteria {
  return {
    ...same,
    ...(placedFrom !== undefined && { from: exact(placedFrom) }),
    ...(placedTo !== undefined && { to: exact(placedTo) }),
    ...(text !== undefined && { words: wordsOf(search, text) }),
  };
}

function wordsOf(search: Search, text: string): readonly string[] {
  const words = wordsIn(text);
  if (!words.length) throw refuse(search, 'orders.no-words', at('needs a letter or a digit'));
  if (words.length > MOST_WORDS) throw refuse(search, 'orders.too-many-words', at(`at most ${MOST_WORDS} words`));
  return words;
}

/** As documents have it: with milliseconds. */
const exact = (time: string): string => new Date(time).toISOString();
const at = (detail: string) => ({ errors: [{ pointer: '/text', detail }] });
