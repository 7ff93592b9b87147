import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PaymentsInit1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Inserted once and updated once or twice, soon after: with fillfactor 50 these are HOT updates, which touch no index.
    await runner.query(`
      CREATE TABLE payment (
        order_id uuid PRIMARY KEY,
        status text NOT NULL
          CHECK (status IN ('pending', 'unknown', 'captured', 'declined', 'undoing', 'refunding', 'undone')),
        amount bigint NOT NULL,
        currency text NOT NULL,
        captured bigint NOT NULL,
        refunded bigint NOT NULL,
        reason text,
        since timestamptz NOT NULL,
        CONSTRAINT no_more_than_asked CHECK (0 <= refunded AND refunded <= captured AND captured <= amount),
        CONSTRAINT nothing_kept CHECK (status <> 'undone' OR refunded = captured)
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment');
  }
}
