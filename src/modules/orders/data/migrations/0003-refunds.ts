import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrdersRefunds1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_view ADD COLUMN refunds jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_view DROP COLUMN refunds');
  }
}
