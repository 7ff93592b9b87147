import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names for the documents of orders. The tables themselves note which transaction gave a name (`tx`, by which the projector finds
 * what has changed) and which version of the product or account (`named_by`, which counts in the version of documents), so that no
 * statement can forget it, and a new price makes nobody write documents again. A product or an account from before has no row until
 * it changes.
 */
export class OrdersNames1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_name (
        product_id uuid PRIMARY KEY,
        name text NOT NULL,
        sku text NOT NULL,
        version integer NOT NULL,
        named_by integer NOT NULL,
        tx xid8 NOT NULL DEFAULT pg_current_xact_id()
      );
      CREATE TABLE customer_name (
        user_id uuid PRIMARY KEY,
        name text NOT NULL,
        email text NOT NULL,
        version integer NOT NULL,
        named_by integer NOT NULL,
        tx xid8 NOT NULL DEFAULT pg_current_xact_id()
      );
      CREATE INDEX product_name_tx ON product_name (tx);
      CREATE INDEX customer_name_tx ON customer_name (tx);

      CREATE FUNCTION named() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          others text[] := ARRAY['version', 'named_by', 'tx'];
        BEGIN
          IF TG_OP = 'INSERT' OR to_jsonb(NEW) - others <> to_jsonb(OLD) - others THEN
            NEW.named_by := NEW.version;
            NEW.tx := pg_current_xact_id();
          END IF;
          RETURN NEW;
        END
      $$;
      CREATE TRIGGER product_named BEFORE INSERT OR UPDATE ON product_name FOR EACH ROW EXECUTE FUNCTION named();
      CREATE TRIGGER customer_named BEFORE INSERT OR UPDATE ON customer_name FOR EACH ROW EXECUTE FUNCTION named();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE customer_name, product_name; DROP FUNCTION named()');
  }
}
