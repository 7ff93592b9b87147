import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names for the documents of orders. `tx` is set by the table itself, so that no statement can forget it: the projector reads by it
 * which names have changed. A product or an account from before has no row until it changes.
 */
export class OrdersNames1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_name (
        product_id uuid PRIMARY KEY,
        name text NOT NULL,
        sku text NOT NULL,
        version integer NOT NULL,
        tx xid8 NOT NULL DEFAULT pg_current_xact_id()
      );
      CREATE TABLE customer_name (
        user_id uuid PRIMARY KEY,
        name text NOT NULL,
        email text NOT NULL,
        version integer NOT NULL,
        tx xid8 NOT NULL DEFAULT pg_current_xact_id()
      );
      CREATE INDEX product_name_tx ON product_name (tx);
      CREATE INDEX customer_name_tx ON customer_name (tx);

      CREATE FUNCTION name_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.tx := pg_current_xact_id();
          RETURN NEW;
        END
      $$;
      CREATE TRIGGER product_name_changed BEFORE UPDATE ON product_name FOR EACH ROW EXECUTE FUNCTION name_changed();
      CREATE TRIGGER customer_name_changed BEFORE UPDATE ON customer_name FOR EACH ROW EXECUTE FUNCTION name_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE customer_name, product_name; DROP FUNCTION name_changed()');
  }
}
