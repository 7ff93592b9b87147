import { type ContractClass, type ErrorCodes, refuse } from '#libs/messaging/contract';
import { SearchAway } from '../data/order-search.js';
import { TooSlow } from '../ports/order-documents.js';

type Answered = ContractClass<
  any,
  any,
  { 'orders.search-away': 'unavailable'; 'orders.search-too-slow': 'refused' } & ErrorCodes
>;

/**
 * The answer of the read model.
 * @throws Refusal `orders.search-away`, with the time after which to ask again, or `orders.search-too-slow`
 */
export async function answered<R>(query: Answered, answer: Promise<R>): Promise<R> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof SearchAway)
      throw refuse(query, 'orders.search-away', { retryAfterMs: Math.ceil(error.retryInMs) });
    if (error instanceof TooSlow) throw refuse(query, 'orders.search-too-slow');
    throw error;
  }
}
