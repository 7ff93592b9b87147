import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refunds of parts, and what of each payment is promised to them. The default fulfils the new rule, so no row is looked at: NOT VALID. */
export class PaymentsRefunds1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE refund (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('refunding', 'refunded', 'failed')),
        amount bigint NOT NULL CHECK (amount > 0),
        currency text NOT NULL,
        reason text,
        since timestamptz NOT NULL,
        CONSTRAINT failed_for_a_reason CHECK ((status = 'failed') = (reason IS NOT NULL))
      );
      CREATE INDEX refund_order ON refund (order_id);
      ALTER TABLE payment
        ADD COLUMN promised bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT no_more_than_captured CHECK (0 <= promised AND promised <= captured) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment DROP COLUMN promised; DROP TABLE refund');
  }
}
