import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsInit1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contact (
        user_id uuid PRIMARY KEY,
        email text,
        name text,
        revision integer NOT NULL,
        waiting jsonb NOT NULL,
        CONSTRAINT nobody_waits_for_a_known_address CHECK (email IS NULL OR waiting = '[]')
      )`);
    // The primary key guarantees one message of a kind per order.
    await runner.query(`
      CREATE TABLE message (
        order_id uuid,
        kind text CHECK (kind IN ('order-confirmed', 'order-cancelled')),
        user_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('waiting', 'ready')),
        "to" text,
        subject text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (order_id, kind),
        CONSTRAINT ready_is_addressed CHECK ((status = 'ready') = ("to" IS NOT NULL))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE message, contact');
  }
}
