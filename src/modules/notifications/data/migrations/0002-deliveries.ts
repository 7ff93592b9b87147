import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A table beside `message`: where e-mails are only kept, nothing more is written than before. */
export class NotificationsDeliveries1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Inserted once and updated once, soon after: with fillfactor 50 that is a HOT update, which touches no index.
    await runner.query(`
      CREATE TABLE delivery (
        order_id uuid,
        kind text,
        status text NOT NULL CHECK (status IN ('sending', 'sent', 'refused')),
        since timestamptz NOT NULL,
        reason text,
        html text,
        PRIMARY KEY (order_id, kind),
        CONSTRAINT refused_for_a_reason CHECK ((status = 'refused') = (reason IS NOT NULL))
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery');
  }
}
