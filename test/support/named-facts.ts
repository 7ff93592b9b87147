import type { Books } from './books.js';

/**
 * What ids are called: orders by the numbers that their clients gave them, accounts by their addresses, products by their SKUs.
 * @param numbers  order id → the client's number of it
 */
export async function namesIn(
  books: Books,
  numbers: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const named = await Promise.all([
    books.read<{ id: string; name: string }>('users', 'SELECT id, email AS name FROM account'),
    books.read<{ id: string; name: string }>('inventory', 'SELECT id, sku AS name FROM product'),
  ]);
  return new Map([...numbers, ...named.flat().map(({ id, name }) => [id, name] as const)]);
}

/** A row a line, in an order of its own. */
export const factsOf = (what: string, rows: readonly object[], names: ReadonlyMap<string, string>): string[] =>
  rows.map((row) => `${what} ${JSON.stringify(canonical(row, names))}`).toSorted();

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Ids as names, lists of things in an order of their own: which line of an order comes first depends on ids. */
function canonical(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.replaceAll(UUID, (id) => names.get(id) ?? 'unknown');
  if (Array.isArray(value)) {
    const all = value.map((one) => canonical(one, names));
    return all.some((one) => typeof one === 'object') ? all.toSorted(byText) : all;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, canonical(one, names)]));
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
