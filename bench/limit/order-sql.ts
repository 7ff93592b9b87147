/**
 * The SQL of an order alone: no HTTP, no idempotency, no contexts, no saga. Four transactions of one statement each; every
 * one inserts an outbox row, which is never fetched or deleted. This is the least work that PostgreSQL has with an order.
 */
export interface Step {
  readonly name: string;
  /** With named parameters as pgbench writes them. */
  readonly text: string;
  readonly parameters: readonly string[];
}

export const PRODUCTS = 1_000;

export const SCHEMA = `
  CREATE TABLE product (id integer PRIMARY KEY, price bigint NOT NULL);
  CREATE TABLE stock (
    product_id integer PRIMARY KEY, on_hand bigint NOT NULL CHECK (on_hand >= 0), reserved bigint NOT NULL
  ) WITH (fillfactor = 70);
  CREATE TABLE purchase (
    id uuid PRIMARY KEY, customer_id integer NOT NULL, product_id integer NOT NULL, quantity integer NOT NULL, total bigint NOT NULL,
    status text NOT NULL, placed_at timestamptz NOT NULL DEFAULT now(), settled_at timestamptz
  ) WITH (fillfactor = 50);
  CREATE INDEX purchase_of_customer ON purchase (customer_id, id);
  CREATE TABLE reservation (order_id uuid PRIMARY KEY, product_id integer NOT NULL, quantity integer NOT NULL, state text NOT NULL);
  CREATE TABLE payment (order_id uuid PRIMARY KEY, amount bigint NOT NULL, method text NOT NULL, status text NOT NULL);
  CREATE TABLE outbox (
    id uuid, receiver text, type text NOT NULL, body text NOT NULL, due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id, receiver)
  );
  CREATE INDEX outbox_due ON outbox (receiver, due_at);
  INSERT INTO product SELECT n, 100 + n FROM generate_series(1, ${PRODUCTS}) n;
  INSERT INTO stock SELECT n, 1000000, 0 FROM generate_series(1, ${PRODUCTS}) n;
  ANALYZE`;

export const STEPS: readonly Step[] = [
  {
    name: 'create',
    parameters: ['customer', 'product'],
    text: `
      WITH placed AS (
        INSERT INTO purchase (id, customer_id, product_id, quantity, total, status)
        SELECT uuidv7(), :customer::integer, id, 1, price, 'pending' FROM product WHERE id = :product::integer
        RETURNING id, product_id, total
      ), told AS (
        INSERT INTO outbox (id, receiver, type, body)
        SELECT uuidv7(), 'inventory', 'reserve-stock',
               '{"orderId":"' || id || '","lines":[{"productId":' || product_id || ',"quantity":1}]}' FROM placed
      )
      SELECT id AS order_id, total FROM placed`,
  },
  {
    name: 'reserve',
    parameters: ['order_id', 'product'],
    text: `
      WITH taken AS (
        UPDATE stock SET on_hand = on_hand - 1, reserved = reserved + 1
        WHERE product_id = :product::integer AND on_hand >= 1 RETURNING product_id
      ), held AS (
        INSERT INTO reservation SELECT :order_id::uuid, product_id, 1, 'held' FROM taken RETURNING order_id
      )
      INSERT INTO outbox (id, receiver, type, body)
      SELECT uuidv7(), 'orders', 'stock-reserved', '{"orderId":"' || order_id || '"}' FROM held`,
  },
  {
    name: 'charge',
    parameters: ['order_id', 'total'],
    text: `
      WITH paid AS (
        INSERT INTO payment VALUES (:order_id::uuid, :total::bigint, 'pm_card_visa', 'captured') RETURNING order_id
      )
      INSERT INTO outbox (id, receiver, type, body)
      SELECT uuidv7(), 'orders', 'payment-captured', '{"orderId":"' || order_id || '"}' FROM paid`,
  },
  {
    name: 'confirm',
    parameters: ['order_id'],
    text: `
      WITH done AS (
        UPDATE purchase SET status = 'confirmed', settled_at = now() WHERE id = :order_id::uuid RETURNING id, total
      )
      INSERT INTO outbox (id, receiver, type, body)
      SELECT uuidv7(), 'notifications', 'order-confirmed', '{"orderId":"' || id || '","total":' || total || '}' FROM done`,
  },
];
