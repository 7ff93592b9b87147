import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fault } from '../fault/index.js';

/**
 * The tables of messaging, the same in every context's own database. Bodies are text: jsonb took a tenth more of PostgreSQL's time. Outbox
 * rows are inserted and soon deleted, so autovacuum runs early, and the sweep does not scan dead rows.
 */
export class CoreTables1700000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outbox (
        id uuid, receiver text, type text NOT NULL, key text NOT NULL, body text NOT NULL, headers text NOT NULL,
        due_at timestamptz NOT NULL, sends integer NOT NULL, failures integer NOT NULL DEFAULT 0, last_error text, sent_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (id, receiver)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_scale_factor = 0.5);
      CREATE INDEX outbox_due ON outbox (receiver, due_at);

      CREATE TABLE inbox (id uuid, reaction text, received_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (id, reaction));

      CREATE TABLE reply (id uuid PRIMARY KEY, fingerprint text, body text NOT NULL, expires_at timestamptz NOT NULL);
      CREATE INDEX reply_expires ON reply USING brin (expires_at);

      CREATE TABLE dead_letter (
        id uuid, receiver text, type text NOT NULL, key text NOT NULL, body text NOT NULL, headers text NOT NULL,
        failures integer NOT NULL, why text NOT NULL, created_at timestamptz NOT NULL, died_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        settled_at timestamptz, settled_by text, settled_why text,
        PRIMARY KEY (id, receiver)
      );

      CREATE TABLE event (
        stream text COLLATE "C", version integer, type text NOT NULL, data text NOT NULL, headers text NOT NULL, at timestamptz NOT NULL,
        PRIMARY KEY (stream, version)
      );

      CREATE FUNCTION expect(actual bigint, wanted bigint, about text) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF actual <> wanted THEN
          RAISE EXCEPTION '%: % of % rows were as they had been loaded', about, actual, wanted USING ERRCODE = '40001';
        END IF;
      END $$;
    `);
    await fault('start.mid_migrate');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION expect; DROP TABLE event, dead_letter, reply, inbox, outbox');
  }
}
