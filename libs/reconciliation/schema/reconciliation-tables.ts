import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reconciliation1700000000200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE difference (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        order_id uuid NOT NULL,
        ours text NOT NULL,
        theirs text NOT NULL,
        state text NOT NULL CHECK (state IN ('suspected', 'open', 'repaired', 'gone')),
        since timestamptz NOT NULL,
        look_at timestamptz NOT NULL,
        closed_at timestamptz,
        closed_by uuid,
        closed_why text,
        -- Several that find it at the same time make one row.
        UNIQUE (kind, order_id),
        CONSTRAINT closed_at_some_time CHECK ((state IN ('repaired', 'gone')) = (closed_at IS NOT NULL))
      );
      CREATE INDEX difference_in_state ON difference (state, since, id);
      CREATE INDEX difference_look_at ON difference (look_at) WHERE state IN ('suspected', 'open');
      -- How far each pass is. A lease keeps replicas from doing the same work.
      CREATE TABLE reconciliation_place (
        pass text PRIMARY KEY,
        reached text,
        leased_until timestamptz NOT NULL
      )
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reconciliation_place, difference');
  }
}
