import type { Criteria, Wanted } from '../../ports/order-documents.js';
import { tableOf } from './copy-table.js';
import { nearAndFar } from './near-and-far.js';
import { productLexeme } from './stored-text.js';

export interface Question {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

/** No search returns more, whatever is asked for. */
const MOST_FOUND = 1_000;
/** No period has more days × statuses × currencies; more are refused. */
export const MOST_TOTALS = 10_000;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NOT_IN_WORDS = /[^\p{L}\p{N}]/u;
const LONGEST_WORD = 128; // in UTF-16; `wordsIn` cuts at 64 characters

const isWord = (word: unknown): boolean =>
  typeof word === 'string' && word.length <= LONGEST_WORD && !NOT_IN_WORDS.test(word);

/** Whether no order can be what is looked for: what is no id is nobody's, and no text that is stored has the character 0. */
const isNever = (criteria: Criteria): boolean =>
  [criteria.userId, criteria.productId].some((id) => id !== undefined && !ID.test(id)) ||
  (criteria.words ?? []).some((word) => !isWord(word)) ||
  Object.values(criteria).some((value) => typeof value === 'string' && value.includes('\0')) ||
  [criteria.amountFrom, criteria.amountTo].some((amount) => Number.isNaN(amount));

/** Finds a page of orders; undefined when there cannot be any. All values are parameters. */
export function searchFor(copy: number, { criteria, order, after, most }: Wanted): Question | undefined {
  if (isNever(criteria) || (after && (!ID.test(after.id) || after.placedAt.includes('\0')))) return undefined;
  const values: (string | number)[] = [];
  const value = (given: string | number): string => `$${values.push(given)}`;
  const [direction, beyond] = order === 'newest' ? ['DESC', '<'] : ['ASC', '>'];
  const conditions = conditionsOf(criteria, value);
  if (after) conditions.push(`(placed_at, id) ${beyond} (${value(after.placedAt)}, ${value(after.id)}::uuid)`);
  const by = { columns: 'id, placed_at', order: `placed_at ${direction}, id ${direction}` };
  const limit = `${value(Math.min(most, MOST_FOUND))}::bigint`;
  const lexemes = lexemesOf(criteria);
  const words = lexemes && `${value(lexemes)}::tsquery`;
  const table = tableOf(copy);
  // The page first, as far as possible in an index alone, and then its documents.
  const text = `
    SELECT doc FROM (${nearAndFar({ table, by, conditions, words, limit })}) AS page
    JOIN ${table} USING (id, placed_at) ORDER BY ${by.order}`;
  return { text, values };
}

/** As a tsquery; words hold letters and digits alone, and are quoted all the same. */
function lexemesOf({ words = [], productId }: Criteria): string {
  const lexemes = words.filter(Boolean).map((word) => `'${word}':*`);
  return (productId === undefined ? lexemes : [...lexemes, `'${productLexeme(productId)}'`]).join(' & ');
}

/** Of all columns but the words. */
function conditionsOf(criteria: Criteria, value: (given: string | number) => string): string[] {
  const { status, payment, userId, from, to, amountFrom, amountTo, currency, reason } = criteria;
  return [
    status !== undefined && `status = ${value(status)}`,
    payment !== undefined && `payment = ${value(payment)}`,
    userId !== undefined && `user_id = ${value(userId)}::uuid`,
    from !== undefined && `placed_at >= ${value(from)}`,
    to !== undefined && `placed_at < ${value(to)}`,
    amountFrom !== undefined && `amount >= ${value(safe(Math.ceil(amountFrom)))}::bigint`,
    amountTo !== undefined && `amount <= ${value(safe(Math.floor(amountTo)))}::bigint`,
    currency !== undefined && `currency = ${value(currency)}`,
    reason !== undefined && `reason = ${value(reason)}`,
  ].filter((condition) => condition !== false);
}

/** The nearest number that PostgreSQL reads as a bigint from what JavaScript writes. */
const safe = (amount: number): number => Math.min(Math.max(amount, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);

/** What was ordered on each day of a period, from the index alone. */
export function totalsOf(copy: number, { from, to }: { readonly from: string; readonly to: string }): Question {
  const text = `
    SELECT left(placed_at, 10) AS day, status, currency, count(*)::int AS orders, sum(amount)::text AS amount
    FROM ${tableOf(copy)} WHERE placed_at >= $1 AND placed_at < $2
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT ${MOST_TOTALS + 1}`;
  return { text, values: [from, to] };
}
