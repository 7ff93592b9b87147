import { tableOf } from './copy-table.js';

/** `00000000-0000-4000-8000-00000000002a` for 42, in SQL. */
const id = (n: string): string => `('00000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))`;
/** 0 to 2^31 - 1, as good as at random, and always the same. */
const random = (n: string): string => `(hashint4(${n}) & 2147483647)`;

/** The id of a customer, 1 to 2,000, and of a product, 1 to 300. */
export const customerId = (n: number): string =>
  `00000000-0000-4000-8000-${(1_000_000_000 + n).toString(16).padStart(12, '0')}`;
export const productId = (n: number): string =>
  `00000000-0000-4000-8000-${(2_000_000_000 + n).toString(16).padStart(12, '0')}`;

/**
 * So many orders of a shop, one every 80 s from 2030 on, as `put` would have written them: 2,000 customers with some hundred names,
 * 300 products of which a few are in most orders, 5 % cancelled for one of three reasons, the last hundred pending.
 */
export const manyOrders = (copy: number, orders: number): string => `
  INSERT INTO ${tableOf(copy)} (id, version, doc, words)
  SELECT id::uuid, 6, jsonb_build_object(
      'id', id, 'version', 6, 'status', status, 'reason', CASE WHEN status = 'cancelled' THEN reason END,
      'payment', CASE status WHEN 'confirmed' THEN 'captured' WHEN 'pending' THEN 'pending' ELSE 'declined' END,
      'customer', jsonb_build_object('id', customer, 'name', given || ' ' || family, 'email', 'c' || c || '@example.org'),
      'lines', jsonb_build_array(jsonb_build_object('productId', product, 'sku', 'SKU-' || p, 'name', colour || ' ' || thing,
        'quantity', 1, 'unitPrice', jsonb_build_object('amount', amount, 'currency', 'EUR'))),
      'total', jsonb_build_object('amount', amount, 'currency', 'EUR'), 'placedAt', placed, 'settledAt', placed),
    array_to_tsvector(string_to_array(id, '-') || ARRAY[replace(id, '-', ''), lower(given), lower(family), 'c' || c, 'example', 'org',
      'sku', p::text, lower(colour), lower(thing), ':' || product])
  FROM (SELECT n, 1 + ${random('n')} % 2000 AS c, 1 + floor(300 * (${random('n + 1')} / 2147483648.0) ^ 3)::int % 300 AS p,
      CASE WHEN n > ${orders} - 100 THEN 'pending' WHEN n % 20 = 0 THEN 'cancelled' ELSE 'confirmed' END AS status,
      (ARRAY['payment.declined', 'inventory.short', 'checkout.timeout'])[1 + (n / 20) % 3] AS reason
    FROM generate_series(1, ${orders}) AS n) AS a,
  LATERAL (SELECT ${id('n')} AS id, ${id('1000000000 + c')} AS customer, ${id('2000000000 + p')} AS product,
      (ARRAY['Ada', 'Alan', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Tony', 'Niklaus'])[1 + c % 8] AS given,
      'Family' || c % 97 AS family, (ARRAY['Blue', 'Red', 'Green', 'Black', 'White'])[1 + p % 5] AS colour,
      'Thing' || p % 60 AS thing, 1000 + ${random('n + 2')} % 65536 AS amount,
      to_char('2030-01-01'::timestamp + n * interval '80 s', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS placed) AS b`;
