import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators settle dead letters in ordinary decisions; open ones are found without scanning settled ones. */
export class DeadLettersByDecision1700000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Settled ones are kept for a while; counting the open ones must not scan them.
    await db.query('CREATE INDEX dead_letter_open ON dead_letter (id, receiver) WHERE settled_at IS NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX dead_letter_open');
  }
}
