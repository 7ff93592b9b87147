import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments that were made before have no owner here, and are shown to staff alone. */
export class PaymentsOwners1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment ADD COLUMN user_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment DROP COLUMN user_id');
  }
}
