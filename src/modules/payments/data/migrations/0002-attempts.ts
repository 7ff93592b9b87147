import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PaymentsAttempts1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The primary key also limits the rows: one attempt for each kind and outcome of a payment. No foreign key: it would look up the
    // payment once more for every order, and attempts are only written for payments that were loaded.
    await runner.query(`
      CREATE TABLE payment_attempt (
        order_id uuid NOT NULL,
        kind text NOT NULL,
        outcome text NOT NULL,
        amount bigint NOT NULL CHECK (amount >= 0),
        currency text NOT NULL,
        reason text,
        at timestamptz NOT NULL,
        PRIMARY KEY (order_id, kind, outcome),
        CONSTRAINT outcome_of_its_kind CHECK (
          kind = 'charge' AND outcome IN ('unknown', 'captured', 'declined') OR kind = 'refund' AND outcome = 'refunded'),
        CONSTRAINT declined_for_a_reason CHECK ((outcome = 'declined') = (reason IS NOT NULL))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment_attempt');
  }
}
