import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prices could not be changed before, so each product has had the one that it has since it was added: its id, a UUIDv7, says when. */
export class InventoryPrices1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_price (
        product_id uuid NOT NULL REFERENCES product,
        revision integer NOT NULL,
        price_amount bigint NOT NULL CHECK (price_amount >= 0),
        price_currency text NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (product_id, revision)
      );
      INSERT INTO product_price
      SELECT id, revision, price_amount, price_currency,
             to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
      FROM product
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE product_price');
  }
}
