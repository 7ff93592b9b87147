import type { Asked } from './questions.js';

/** How many a page has. */
export const PAGE = 20;

const USER = `(placed.data::json->>'userId')::uuid`;
const nameLike = (word: string): string => `(customer.name ILIKE '%${word}%' OR EXISTS (
  SELECT FROM json_array_elements(placed.data::json->'lines') line JOIN product_name p ON p.product_id = (line->>'productId')::uuid
  WHERE p.name ILIKE '%${word}%'))`;

/** The values are the benchmark's own. */
const CONDITIONS: Readonly<Record<string, (value: string) => string>> = {
  status: (status) => `coalesce(settled.type, 'pending') = '${status}'`,
  userId: (id) => `${USER} = '${id}'`,
  productId: (id) => `strpos(placed.data, '${id}') > 0`,
  placedFrom: (time) => `placed.at >= '${time}'`,
  placedTo: (time) => `placed.at < '${time}'`,
  amountFrom: (amount) => `(placed.data::json#>>'{total,amount}')::bigint >= ${amount}`,
  amountTo: (amount) => `(placed.data::json#>>'{total,amount}')::bigint <= ${amount}`,
  currency: (currency) => `placed.data::json#>>'{total,currency}' = '${currency}'`,
  reason: (reason) => `settled.type = 'cancelled' AND settled.data::json->>'reason' = '${reason}'`,
  text: (text) => text.split(' ').map(nameLike).join(' AND '),
};

const ORDERS = `event placed LEFT JOIN event settled ON settled.stream = placed.stream AND settled.version = 2`;
const IS_ORDER = `placed.stream >= 'order-' AND placed.stream < 'order.' AND placed.version = 1`;

/** The same question of the streams themselves, and of the names of products and customers; ids grow with time. */
export function searchOfStreams({ order, ...filters }: Asked): string {
  const conditions = Object.entries(filters).map(([field, value]) => CONDITIONS[field]!(value));
  const names = filters['text'] ? `LEFT JOIN customer_name customer ON customer.user_id = ${USER}` : '';
  return `SELECT right(placed.stream, 36) AS id FROM ${ORDERS} ${names} WHERE ${[IS_ORDER, ...conditions].join(' AND ')}
    ORDER BY placed.stream ${order === 'oldest' ? 'ASC' : 'DESC'} LIMIT ${PAGE}`;
}

export const totalsOfStreams = (from: string, to: string): string => `
  SELECT to_char(placed.at, 'YYYY-MM-DD') AS day, coalesce(settled.type, 'pending') AS status, placed.data::json#>>'{total,currency}' AS currency,
    count(*)::int AS orders, sum((placed.data::json#>>'{total,amount}')::bigint)::float8 AS amount
  FROM ${ORDERS} WHERE ${IS_ORDER} AND placed.at >= '${from}' AND placed.at < '${to}'::date + 1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
