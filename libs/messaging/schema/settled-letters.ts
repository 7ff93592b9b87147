import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settled dead letters are deleted after a while: housekeeping finds them by this index without scanning the open ones. */
export class SettledLetters1700000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX dead_letter_settled ON dead_letter (settled_at) WHERE settled_at IS NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX dead_letter_settled');
  }
}
