import type { Totals } from '../load/protocol.js';
import { ORDERS, type Page, PAGES, REMAINS, type Sum } from './pages.js';
import type { LedgerSums } from '../stage/provider.js';
import { rowsOf } from './server.js';

export interface Books {
  readonly orders: number;
  /** A sentence for each difference; empty when stock and money agree. */
  readonly problems: readonly string[];
}

/**
 * Compares the answers that clients received with all databases of that prefix: orders, units and money must be equal.
 *
 * @param ledger  of a provider that keeps it elsewhere than in the stand-in's database
 */
export async function books(
  adminUrl: string,
  prefix: string,
  totals: readonly Totals[],
  ledger?: LedgerSums,
): Promise<Books> {
  const read = async ({ database, sql }: Pick<Page, 'database' | 'sql'>): Promise<Sum> =>
    (await rowsOf<Sum>(adminUrl, prefix + database, sql))[0]!;
  const orders = await read(ORDERS);
  const isRead = ({ database }: Pick<Page, 'database'>): boolean => !ledger || database !== 'provider';
  const pages = await Promise.all(PAGES.filter(isRead).map(async (page) => ({ ...page, found: await read(page) })));
  const remains = await Promise.all(REMAINS.filter(isRead).map(async (page) => ({ ...page, found: await read(page) })));
  return {
    orders: orders.count,
    problems: [
      ...promises(orders, totals),
      ...(ledger ? differences(ledger, orders) : []),
      ...pages.flatMap(({ says, agreesIn, found }) =>
        agreesIn
          .filter((key) => found[key] !== orders[key])
          .map((key) => `${says}: ${key} ${found[key]}, and ${orders[key]} of the orders`),
      ),
      ...remains.filter(({ found }) => found.count !== 0).map(({ says, found }) => `${says}: ${found.count}`),
    ],
  };
}

/** Every order that an answer called confirmed must be confirmed. An order without such an answer may be confirmed, too. */
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

function differences({ count, amount, refunds }: LedgerSums, orders: Sum): string[] {
  const isRight = count === orders.count && amount === orders.amount && refunds === 0;
  const found = `${count} payments over ${amount} and ${refunds} refunds`;
  return isRight ? [] : [`the provider's ledger: ${found}, and ${orders.count} over ${orders.amount} of the orders`];
}
