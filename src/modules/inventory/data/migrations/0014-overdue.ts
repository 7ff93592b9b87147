import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reservations that are held for long are found without an index of `reservation`: a partial one on held rows would have an entry for each
 * order, and would end the HOT updates, since its condition changes with every commit. Ids of orders grow with time, so the table is walked
 * by its key instead, each row once, when it is old enough; what is still held then is kept in `reservation_watch`, which is almost empty.
 */
export class InventoryOverdue1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reservation_watch (
        order_id uuid PRIMARY KEY,
        looked_at timestamptz NOT NULL
      );
      CREATE INDEX reservation_watch_looked_at ON reservation_watch (looked_at);
      CREATE TABLE reservation_walk (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        reached uuid NOT NULL
      );
      INSERT INTO reservation_walk (reached) VALUES ('00000000-0000-0000-0000-000000000000')
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reservation_watch, reservation_walk');
  }
}
