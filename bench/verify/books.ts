import type { Totals } from '../load/protocol.js';
import { ORDERS, type Page, PAGES, REMAINS, type Sum } from './pages.js';
import { rowsOf } from './server.js';

export interface Books {
  readonly orders: number;
  /** Each a sentence; empty when stock and money are right. */
  readonly problems: readonly string[];
}

/** Compares what the clients were told with every database of that prefix: the same orders, the same units, the same money. */
export async function books(adminUrl: string, prefix: string, totals: readonly Totals[]): Promise<Books> {
  const read = async ({ database, sql }: Pick<Page, 'database' | 'sql'>): Promise<Sum> =>
    (await rowsOf<Sum>(adminUrl, prefix + database, sql))[0]!;
  const orders = await read(ORDERS);
  const pages = await Promise.all(PAGES.map(async (page) => ({ ...page, found: await read(page) })));
  const remains = await Promise.all(REMAINS.map(async (page) => ({ ...page, found: await read(page) })));
  return {
    orders: orders.count,
    problems: [
      ...promises(orders, totals),
      ...pages.flatMap(({ says, agreesIn, found }) =>
        agreesIn
          .filter((key) => found[key] !== orders[key])
          .map((key) => `${says}: ${key} ${found[key]}, and ${orders[key]} of the orders`),
      ),
      ...remains.filter(({ found }) => found.count !== 0).map(({ says, found }) => `${says}: ${found.count}`),
    ],
  };
}

/** Whatever a client was told is confirmed, is. An order whose answer did not say so may be confirmed all the same. */
function promises(orders: Sum, totals: readonly Totals[]): string[] {
  const told = totals.reduce((sum, one) => sum + one.confirmed, 0);
  const amount = totals.reduce((sum, one) => sum + one.amount, 0);
  const others = totals.some((one) => Object.keys(one.others).length > 0);
  const isRight = others
    ? orders.count >= told && orders.amount >= amount
    : orders.count === told && orders.amount === amount;
  return isRight
    ? []
    : [`${told} orders over ${amount} were confirmed to clients, ${orders.count} over ${orders.amount} are`];
}
