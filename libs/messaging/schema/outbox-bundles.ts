import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Messages of one batch to one receiver, stored in one row (ADR 0012), uncompressed: compressing 20 KB that are deleted after milliseconds
 * would cost more than it saves. The view `outbox_message` shows all messages of both tables.
 */
export class OutboxBundles1700000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outbox_bundle (
        id uuid PRIMARY KEY, receiver text NOT NULL, messages text NOT NULL, due_at timestamptz NOT NULL, sent_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
              toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 5000);
      ALTER TABLE outbox_bundle ALTER messages SET STORAGE EXTERNAL, ALTER messages SET STATISTICS 0;

      CREATE VIEW outbox_message AS
        SELECT id, receiver, type, key, body, headers, due_at, sends, failures, last_error, sent_by, created_at FROM outbox
        UNION ALL
        SELECT fields[1]::uuid, receiver, fields[2], fields[3], fields[5], fields[4], due_at, 1, 0, NULL, sent_by, created_at
        FROM outbox_bundle
          CROSS JOIN LATERAL string_to_table(messages, chr(28)) AS message
          CROSS JOIN LATERAL string_to_array(message, chr(29)) AS fields;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW outbox_message; DROP TABLE outbox_bundle');
  }
}
