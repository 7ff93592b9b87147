import { SearchOrders } from '#shared/contracts/orders';
import { SearchAway } from '../data/order-search.js';
import { TooSlow } from '../ports/order-documents.js';
import { answered } from './answered.js';

it.each([
  ['a store that is away', new SearchAway(1_499.5), { code: 'orders.search-away', details: { retryAfterMs: 1_500 } }],
  ['a question that takes too long', new TooSlow(), { code: 'orders.search-too-slow', kind: 'refused' }],
  ['a fault', new TypeError('oops'), { message: 'oops' }],
])('%s is told as such', async (_, error, told) => {
  await expect(answered(SearchOrders, Promise.reject(error))).rejects.toMatchObject(told);
});

it('an answer is given as it is', async () => {
  expect(await answered(SearchOrders, Promise.resolve([1]))).toEqual([1]);
});
