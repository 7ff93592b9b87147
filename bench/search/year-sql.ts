/**
 * A year of orders, made by PostgreSQL: the rows that the code writes for them, in the databases of orders alone. Nobody has reserved
 * or paid anything. The same every time but for the ids.
 */
export const CUSTOMERS = 5_000;
export const PRODUCTS = 200;
/** Orders in one transaction. */
export const BATCH = 20_000;

const FIRST = `ARRAY['Anton','Bruno','Carla','Dmitri','Elena','Farid','Greta','Hugo','Ingrid','Jonas','Karin','Luis','Mira','Nils','Olga',
  'Paul','Rosa','Sven','Tilda','Yusuf']`;
const LAST = `ARRAY['Adler','Berg','Castro','Dahl','Eklund','Fischer','Garcia','Holm','Ivanova','Jensen','Keller','Lindqvist','Moreau',
  'Novak','Olsen','Petrov','Quist','Rossi','Schmidt','Takala','Ulrich','Vogel','Weber','Young','Zimmer']`;
export const KINDS = [
  'Lantern',
  'Kettle',
  'Mug',
  'Chair',
  'Blanket',
  'Clock',
  'Basket',
  'Mirror',
  'Vase',
  'Shelf',
] as const;
const LOOKS = `ARRAY['Oak','Copper','Linen','Slate','Woollen','Enamel','Cherry','Brass','Granite','Ivory','Walnut','Velvet','Glass',
  'Bamboo','Marble','Cotton','Steel','Wicker','Amber','Cedar']`;

/** Customers and products, in tables of the bench, and their names as the projection reads them. */
export const CAST = `
  CREATE UNLOGGED TABLE bench_customer AS
    SELECT n, uuidv7() AS id, (${FIRST})[1 + n % 20] || ' ' || (${LAST})[1 + n / 20 % 25] AS name, 'customer-' || n || '@cleave.example' AS email
    FROM generate_series(0, ${CUSTOMERS - 1}) n;
  CREATE UNLOGGED TABLE bench_product AS
    SELECT n, uuidv7() AS id, 'ART-' || lpad(n::text, 4, '0') AS sku, 100 + n * 37 % 9000 AS price,
      (${LOOKS})[1 + n / 10] || ' ' || (ARRAY['${KINDS.join("','")}'])[1 + n % 10] AS name
    FROM generate_series(0, ${PRODUCTS - 1}) n;
  ALTER TABLE bench_customer ADD PRIMARY KEY (n);
  ALTER TABLE bench_product ADD PRIMARY KEY (n);
  INSERT INTO customer_name (user_id, name, email, version) SELECT id, name, email, 1 FROM bench_customer;
  INSERT INTO product_name (product_id, name, sku, version) SELECT id, name, sku, 1 FROM bench_product;
  ANALYZE bench_customer; ANALYZE bench_product;
  SELECT setseed(0.28)`;

/** One batch of orders from number `$1` on, of `$2` in all, as temporary rows: 95 % are confirmed, a tenth has three lines. */
const MADE = `
  CREATE TEMP TABLE made ON COMMIT DROP AS
  SELECT o.n, o.id, c.id AS user_id, o.at, o.fate, lines, total, method
  FROM (
    SELECT n, at, uuidv7(at - clock_timestamp()) AS id, floor(random() * ${CUSTOMERS})::int AS customer, random() AS chance,
      CASE WHEN dice < 0.95 THEN 'confirmed' WHEN dice < 0.98 THEN 'payment-declined' WHEN dice < 0.999 THEN 'out-of-stock' ELSE 'timeout' END AS fate
    FROM (
      SELECT n, random() AS dice, date_trunc('milliseconds', now()) - interval '365 days' * (1 - n::float8 / $2::float8) AS at
      FROM generate_series($1::int, least($1::int + ${BATCH}, $2::int) - 1) n OFFSET 0
    ) d
  ) o
  JOIN bench_customer c ON c.n = o.customer
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('productId', p.id, 'quantity', l.quantity,
        'unitPrice', json_build_object('amount', p.price, 'currency', 'EUR'), 'priceVersion', 1)) AS lines,
      sum(p.price * l.quantity)::bigint AS total,
      CASE WHEN o.fate = 'payment-declined' THEN 'pm_card_visa_chargeDeclined' ELSE 'pm_card_visa' END AS method
    FROM (
      SELECT (floor(${PRODUCTS} * random() ^ 2)::int + 67 * k) % ${PRODUCTS} AS product, 1 + floor(random() * 5)::int AS quantity
      FROM generate_series(0, CASE WHEN o.chance < 0.7 THEN 0 WHEN o.chance < 0.9 THEN 1 ELSE 2 END) k
      WHERE o.n IS NOT NULL -- made anew for each order
    ) l JOIN bench_product p ON p.n = l.product
  ) sums`;

const WANTED = `(SELECT json_agg(json_build_object('productId', line->'productId', 'quantity', line->'quantity')) FROM json_array_elements(lines) line)`;
const TOTAL = `json_build_object('amount', total, 'currency', 'EUR')`;
const MS = `(extract(epoch FROM at) * 1000)::bigint`;

/** The journal of a checkout by what becomes of it, as the saga writes it. */
const JOURNAL = `
  SELECT 1 AS version, 'started' AS type, 0 AS ms, json_build_object('of', json_build_object('saga', 'checkout', 'version', 1, 'data',
      json_build_object('orderId', id, 'userId', user_id, 'lines', ${WANTED}, 'total', ${TOTAL}, 'method', method)), 'phase', 'running',
      'sends', 'stock', 'until', ${MS} + 30000, 'timer', gen_random_uuid(), 'rings', ${MS} + 30000, 'progress', 'stock') AS data
  UNION ALL SELECT 2, 'step-done', 10,
    json_build_object('step', 'stock', 'phase', 'running', 'sends', 'payment', 'until', ${MS} + 120010, 'progress', 'payment')
    WHERE fate <> 'out-of-stock'
  UNION ALL SELECT 2, 'step-refused', 10, json_build_object('step', 'stock', 'reason', 'out-of-stock', 'phase', 'ended', 'progress', 'done')
    WHERE fate = 'out-of-stock'
  UNION ALL SELECT 3, 'step-done', 50,
    json_build_object('step', 'payment', 'phase', 'passed', 'sends', 'ship', 'until', ${MS} + 10050, 'progress', 'ship')
    WHERE fate = 'confirmed'
  UNION ALL SELECT 4, 'step-done', 60, json_build_object('step', 'ship', 'phase', 'done', 'progress', 'done') WHERE fate = 'confirmed'
  UNION ALL SELECT 3, 'step-refused', 50, json_build_object('step', 'payment', 'reason', 'payment-declined', 'phase', 'compensating',
      'undoes', 'stock', 'until', ${MS} + 380050, 'progress', 'compensating') WHERE fate = 'payment-declined'
  UNION ALL SELECT 4, 'undo-done', 60, json_build_object('step', 'stock', 'phase', 'ended', 'progress', 'done')
    WHERE fate = 'payment-declined'
  UNION ALL SELECT 3, 'step-timed-out', 120010, json_build_object('step', 'payment', 'reason', 'timeout', 'phase', 'compensating',
      'undoes', 'payment', 'until', ${MS} + 420010, 'progress', 'compensating') WHERE fate = 'timeout'
  UNION ALL SELECT 4, 'undo-done', 120100, json_build_object('step', 'payment', 'phase', 'compensating', 'undoes', 'stock', 'until',
      ${MS} + 420100, 'progress', 'compensating') WHERE fate = 'timeout'
  UNION ALL SELECT 5, 'undo-done', 120200, json_build_object('step', 'stock', 'phase', 'ended', 'progress', 'done') WHERE fate = 'timeout'`;

/** How long after it was placed an order is settled, in milliseconds. */
const SETTLED = `CASE fate WHEN 'confirmed' THEN 50 WHEN 'payment-declined' THEN 60 WHEN 'out-of-stock' THEN 10 ELSE 120200 END`;
const ORDER = `
  SELECT 1 AS version, 'placed' AS type, 0 AS ms, json_build_object('userId', user_id, 'lines', lines, 'total', ${TOTAL}, 'method', method) AS data
  UNION ALL SELECT 2, CASE fate WHEN 'confirmed' THEN 'confirmed' ELSE 'cancelled' END, ${SETTLED},
    CASE fate WHEN 'confirmed' THEN '{}'::json ELSE json_build_object('reason', fate) END`;

const HEADERS = `json_build_object('source', 'orders', 'time', at, 'causationid', id, 'traceparent',
  '00-' || replace(id::text, '-', '') || '-d89e9174f2b46ff3-00', 'correlationid', id, 'caller', json_build_object('userId', user_id, 'role', 'customer'))::text`;

/** Without `tx`, as from before the projection was there: the copy that is live does not hear of them, a rebuild finds them. */
const eventsOf = (stream: string, rows: string): string => `
  INSERT INTO event (stream, version, type, data, headers, at, tx)
  SELECT '${stream}-' || id, version, type, data::text, headers, at + interval '1 ms' * ms, NULL
  FROM made CROSS JOIN LATERAL (SELECT ${HEADERS} AS headers) h CROSS JOIN LATERAL (${rows}) entry ORDER BY id, version`;

const VIEWS = `
  INSERT INTO order_view (id, user_id, status, reason, lines, total, currency, placed_at, settled_at, version)
  SELECT id, user_id, CASE fate WHEN 'confirmed' THEN fate ELSE 'cancelled' END, nullif(fate, 'confirmed'), lines::jsonb, total, 'EUR', at,
    at + interval '1 ms' * ${SETTLED}, 2 FROM made`;

/** The statements of one transaction; the first takes the number of the first order and how many there are in all. */
export const YEAR = [MADE, eventsOf('checkout', JOURNAL), eventsOf('order', ORDER), VIEWS] as const;
