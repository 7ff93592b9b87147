import type { MigrationInterface, QueryRunner } from 'typeorm';

/** E-mails about refunds, and to staff about stock. The key of `message` stays as it is: a refund's id stands in `kind`, after a dot. */
export class NotificationsRefundsAndStock1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Not validated: all rows fit the narrower check before it, and a scan would hold up writers.
    await runner.query(`
      ALTER TABLE message DROP CONSTRAINT message_kind_check, ADD CONSTRAINT message_kind_check
        CHECK (kind IN ('order-confirmed', 'order-cancelled') OR kind ~ '^order-refunded[.][0-9a-f-]{36}$') NOT VALID;

      CREATE TABLE stock_alert (
        product_id uuid PRIMARY KEY,
        count integer NOT NULL CHECK (count > 0),
        on_hand integer NOT NULL,
        threshold integer NOT NULL,
        told_at timestamptz NOT NULL,
        status text NOT NULL CHECK (status IN ('sending', 'sent', 'refused')),
        since timestamptz NOT NULL,
        reason text,
        CONSTRAINT refused_for_a_reason CHECK ((status = 'refused') = (reason IS NOT NULL))
      )`);
  }

  /** Refuses as long as there are e-mails about refunds. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE message DROP CONSTRAINT message_kind_check, ADD CONSTRAINT message_kind_check
        CHECK (kind IN ('order-confirmed', 'order-cancelled'));
      DROP TABLE stock_alert`);
  }
}
