import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets events be read in an order in which none is missed: by the transaction that wrote them. Everything below the oldest transaction
 * that still runs (`pg_snapshot_xmin`) is committed or never will be. Events from before this migration have no `tx`; a copy's first
 * fill reads the streams themselves.
 */
export class ProjectionTables1700000000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE event ADD COLUMN tx xid8;
      ALTER TABLE event ALTER COLUMN tx SET DEFAULT pg_current_xact_id();
      CREATE INDEX event_tx ON event (tx) WHERE tx IS NOT NULL;

      -- What operators decide about copies.
      CREATE TABLE projection_copy (
        projection text NOT NULL, store text NOT NULL, copy integer NOT NULL CHECK (copy > 0),
        state text NOT NULL CHECK (state IN ('building', 'live', 'old', 'dropped')),
        shape integer NOT NULL, changed_at timestamptz NOT NULL,
        PRIMARY KEY (projection, store, copy),
        -- A decision swaps two copies in one statement, in the order of its keys as text: checked at its end, not row by row.
        CONSTRAINT one_live_copy EXCLUDE USING btree (projection WITH =, store WITH =) WHERE (state = 'live') DEFERRABLE INITIALLY IMMEDIATE
      );

      -- How far each copy is. Written by whoever feeds it; a lease keeps others from doing the same work.
      CREATE TABLE projection_progress (
        projection text NOT NULL, store text NOT NULL, copy integer NOT NULL,
        position xid8 NOT NULL, filled_to text, filled bigint NOT NULL DEFAULT 0, begun_at timestamptz NOT NULL, filled_at timestamptz,
        holder text NOT NULL DEFAULT '', held_until timestamptz NOT NULL DEFAULT '-infinity',
        PRIMARY KEY (projection, store, copy)
      );

      -- Names that have changed, and how far the documents that carry them are written again.
      CREATE TABLE projection_renaming (
        projection text NOT NULL, store text NOT NULL, copy integer NOT NULL, subject_table text NOT NULL, subject_id uuid NOT NULL,
        after uuid,
        PRIMARY KEY (projection, store, copy, subject_table, subject_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE projection_renaming, projection_progress, projection_copy; ALTER TABLE event DROP COLUMN tx',
    );
  }
}
