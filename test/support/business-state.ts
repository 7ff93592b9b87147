import { createHash } from 'node:crypto';
import { type Books, openBooks } from './books.js';
import { withMessages } from './checker/facts.js';
import { factsOf, namesIn } from './named-facts.js';

type Section = readonly [what: string, owner: string, sql: string];

/**
 * What matters to the people who buy, sell and pay, and nothing that may differ between two runs of the same orders: no
 * ids, no times, no versions of rows, no tokens, no number of attempts.
 */
const SECTIONS: readonly Section[] = [
  ['account', 'users', `SELECT email, name, role FROM account`],
  ['contact', 'notifications', `SELECT user_id AS account, email, name FROM contact`],
  ['product', 'inventory', `SELECT id AS product, sku, name, price_amount, price_currency FROM product`],
  ['price copy', 'orders', `SELECT product_id AS product, amount, currency FROM price_copy`],
  [
    'shelf',
    'inventory',
    `SELECT product_id AS product, on_hand, reserved, committed, received, written_off FROM stock_item`,
  ],
  [
    'movement',
    'inventory',
    `SELECT product_id AS product, order_id AS "order", reason, on_hand, reserved, committed FROM stock_movement`,
  ],
  ['reservation', 'inventory', `SELECT order_id AS "order", state, lines FROM reservation`],
  [
    'order',
    'orders',
    `SELECT id AS "order", user_id AS account, status, reason, total, currency, lines FROM order_view`,
  ],
  ['history', 'orders', `SELECT stream, array_agg(type ORDER BY version) AS events FROM event GROUP BY stream`],
  [
    'payment',
    'payments',
    `SELECT order_id AS "order", status, amount, currency, captured, refunded, reason FROM payment`,
  ],
  ['booking', 'provider', `SELECT order_id AS "order", kind, outcome, amount, currency, method FROM ledger`],
  [
    'e-mail',
    'notifications',
    `SELECT order_id AS "order", kind, user_id AS account, status, "to", subject, body FROM message`,
  ],
];
const LEFT: readonly (readonly [what: string, sql: string])[] = [
  ['unsent message', `SELECT receiver, type FROM outbox_message`],
  ['dead letter', `SELECT receiver, type, why FROM dead_letter WHERE settled_at IS NULL`],
];

/**
 * The final state of the business as text, a fact a line, in an order of its own. Orders are told by the numbers that their
 * clients gave them, accounts by their addresses, products by their SKUs.
 * @param numbers  order id → the client's number of it
 */
export async function readState(books: Books, numbers: ReadonlyMap<string, string>): Promise<string> {
  const names = await namesIn(books, numbers);
  const left = withMessages(books).flatMap((owner) => LEFT.map(([what, sql]): Section => [what, owner, sql]));
  const facts: string[] = [];
  for (const [what, owner, sql] of [...SECTIONS, ...left])
    facts.push(...factsOf(what, await books.read(owner, sql), names));
  return facts.join('\n');
}

export async function stateOf(
  databases: Readonly<Record<string, string>>,
  numbers: ReadonlyMap<string, string>,
): Promise<string> {
  const books = await openBooks(databases);
  try {
    return await readState(books, numbers);
  } finally {
    await books.close();
  }
}

export const hashOf = (state: string): string => createHash('sha256').update(state).digest('hex').slice(0, 16);
