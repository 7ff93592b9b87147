import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators settle dead letters in ordinary decisions, which guard the rows that they change by the engine's version. */
export class DeadLettersByDecision1700000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE dead_letter ADD COLUMN version integer NOT NULL DEFAULT 1');
    // Settled ones stay for the record: whoever counts the open ones must not walk over them.
    await db.query('CREATE INDEX dead_letter_open ON dead_letter (id, receiver) WHERE settled_at IS NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX dead_letter_open');
    await db.query('ALTER TABLE dead_letter DROP COLUMN version');
  }
}
