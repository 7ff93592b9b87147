import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryInit1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product (
        id uuid PRIMARY KEY,
        sku text NOT NULL UNIQUE,
        name text NOT NULL,
        price_amount bigint NOT NULL CHECK (price_amount >= 0),
        price_currency text NOT NULL,
        revision integer NOT NULL
      )`);
    // Every batch updates the row of a popular product: with free space in the page these are HOT updates, which touch no index.
    await runner.query(`
      CREATE TABLE stock_item (
        product_id uuid PRIMARY KEY REFERENCES product,
        on_hand bigint NOT NULL CHECK (on_hand >= 0),
        reserved bigint NOT NULL CHECK (reserved >= 0),
        committed bigint NOT NULL CHECK (committed >= 0),
        received bigint NOT NULL,
        written_off bigint NOT NULL CHECK (written_off >= 0),
        CONSTRAINT nothing_lost CHECK (on_hand + reserved + committed = received - written_off)
      ) WITH (fillfactor = 70)`);
    // Inserted once and updated once, soon after: the free space keeps the second version in the same page (a HOT update).
    await runner.query(`
      CREATE TABLE reservation (
        order_id uuid PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('held', 'refused', 'released', 'committed')),
        lines jsonb NOT NULL,
        since timestamptz NOT NULL
      ) WITH (fillfactor = 80)`);
    // No foreign keys: each would look up a row for every line of every order, and movements are only written for rows that were loaded.
    await runner.query(`
      CREATE TABLE stock_movement (
        id uuid PRIMARY KEY,
        product_id uuid NOT NULL,
        order_id uuid,
        reason text NOT NULL,
        on_hand integer NOT NULL,
        reserved integer NOT NULL,
        committed integer NOT NULL,
        at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stock_movement, reservation, stock_item, product');
  }
}
