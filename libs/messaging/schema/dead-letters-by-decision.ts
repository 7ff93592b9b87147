import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators settle dead letters in ordinary decisions; the open ones are found without walking over those. */
export class DeadLettersByDecision1700000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Settled ones stay for the record: whoever counts the open ones must not walk over them.
    await db.query('CREATE INDEX dead_letter_open ON dead_letter (id, receiver) WHERE settled_at IS NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX dead_letter_open');
  }
}
