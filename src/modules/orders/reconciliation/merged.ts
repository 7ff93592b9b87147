import type { Balance, OwnOrder, Said, Stock } from '../domain/reconciliation/compare.js';

/** A part of a list in the order of ids. */
export interface Read {
  readonly ids: readonly string[];
  readonly hasMore: boolean;
}

/** Up to which id all lists are read: the last one of the list that ends first, unless none has more. */
export function upTo(lists: readonly Read[]): { readonly end: string; readonly isLast: boolean } {
  const ends = lists.flatMap(({ ids, hasMore }) => (hasMore ? [ids.at(-1) ?? ''] : []));
  return { end: ends.toSorted()[0] ?? '', isLast: ends.length === 0 };
}

/** What each of the three says, by the id of the order. @param ids  those that are asked for; all that are there when left out */
export function byOrder(
  orders: readonly OwnOrder[],
  balances: readonly Balance[],
  stocks: readonly Stock[],
  ids: readonly string[] = [
    ...orders.map(({ id }) => id),
    ...balances.map(({ orderId }) => orderId),
    ...stocks.map(({ orderId }) => orderId),
  ],
): ReadonlyMap<string, Said> {
  const order = new Map(orders.map((one) => [one.id, one]));
  const balance = new Map(balances.map((one) => [one.orderId, one]));
  const stock = new Map(stocks.map((one) => [one.orderId, one]));
  return new Map(ids.map((id) => [id, { order: order.get(id), balance: balance.get(id), stock: stock.get(id) }]));
}
