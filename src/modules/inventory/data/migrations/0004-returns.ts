import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What comes back, and how much of each order. The reservations that are there fulfil the narrower rule of before, so they need not be looked
 * at while the table is locked: NOT VALID.
 */
export class InventoryReturns1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reservation
        DROP CONSTRAINT reservation_state_check,
        ADD CONSTRAINT reservation_state_check
          CHECK (state IN ('held', 'refused', 'released', 'committed', 'returned')) NOT VALID,
        ADD COLUMN returned jsonb;
      CREATE TABLE stock_return (id uuid PRIMARY KEY, order_id uuid NOT NULL, lines jsonb NOT NULL, at timestamptz NOT NULL);
    `);
  }

  /** Fails when something was returned: an older release does not know what that is. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reservation
        DROP CONSTRAINT reservation_state_check,
        ADD CONSTRAINT reservation_state_check CHECK (state IN ('held', 'refused', 'released', 'committed')),
        DROP COLUMN returned;
      DROP TABLE stock_return;
    `);
  }
}
