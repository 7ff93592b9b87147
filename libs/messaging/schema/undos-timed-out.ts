import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sagas that may need an operator have no timer; they are found without reading all journals. */
export class UndosTimedOut1700000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX event_undo_timed_out ON event (stream) WHERE type = 'undo-timed-out'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX event_undo_timed_out');
  }
}
