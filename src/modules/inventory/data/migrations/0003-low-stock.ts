import type { MigrationInterface, QueryRunner } from 'typeorm';

/** No default to write: it adds the column to the catalogue of the database alone, whatever the size of the table. */
export class InventoryLowStock1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stock_item ADD COLUMN low_at bigint CHECK (low_at > 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stock_item DROP COLUMN low_at');
  }
}
