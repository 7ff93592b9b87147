import { CONTEXTS, type ContextName, type Rig } from './rig.js';

// What leaves no trace in the books, since a context that is right in the end has hidden it: written down where no rollback takes it back.

/** From now on every failure that is counted against a message is written down, whatever becomes of the message. */
export const watchBlame = (rig: Rig): Promise<unknown> =>
  Promise.all(
    CONTEXTS.map((context) =>
      rig.query(
        context,
        `CREATE TABLE blamed (type text, error text); GRANT INSERT ON blamed TO public;
         CREATE FUNCTION note_blame() RETURNS trigger LANGUAGE plpgsql AS
           'BEGIN INSERT INTO blamed VALUES (NEW.type, NEW.last_error); RETURN NULL; END';
         CREATE TRIGGER note_blame AFTER UPDATE ON outbox FOR EACH ROW WHEN (NEW.failures > OLD.failures) EXECUTE FUNCTION note_blame()`,
      ),
    ),
  );

export const blamed = (rig: Rig) =>
  Promise.all(
    CONTEXTS.map((context) => rig.query<{ type: string; error: string }>(context, 'SELECT type, error FROM blamed')),
  ).then((all) => all.flat());

/** How often PostgreSQL had to break a circle of waiting backends. They tell of it when they end, so they are ended. */
export const deadlocks = (rig: Rig): Promise<number> =>
  Promise.all(
    CONTEXTS.map(async (context) => {
      const mine = `datname = current_database()`;
      await rig.query(
        context,
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE ${mine} AND application_name LIKE 'cleave-%'`,
      );
      return rig.query<{ n: number }>(context, `SELECT deadlocks::int AS n FROM pg_stat_database WHERE ${mine}`);
    }),
  ).then((all) => all.flat().reduce((sum, { n }) => sum + n, 0));

/** Counts the guards that are broken from now on. */
export const watchGuards = (rig: Rig, context: ContextName): Promise<unknown> =>
  rig.query(
    context,
    `CREATE SEQUENCE broken_guards;
     ALTER FUNCTION expect RENAME TO expect_itself;
     CREATE FUNCTION expect(actual bigint, wanted bigint, about text) RETURNS void LANGUAGE plpgsql AS $$
     BEGIN
       PERFORM expect_itself(actual, wanted, about);
     EXCEPTION WHEN serialization_failure THEN
       PERFORM nextval('broken_guards');
       RAISE;
     END $$`,
  );

export const brokenGuards = (rig: Rig, context: ContextName): Promise<number> => counted(rig, context, 'broken_guards');

/** Counts how often a batch is begun from now on, again and in halves included. */
export const watchAttempts = (rig: Rig, context: ContextName): Promise<unknown> =>
  rig.query(
    context,
    `CREATE SEQUENCE attempts;
     CREATE FUNCTION count_attempt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('attempts'); RETURN NULL; END $$;
     CREATE TRIGGER count_attempt BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION count_attempt()`,
  );

export const attempts = (rig: Rig, context: ContextName): Promise<number> => counted(rig, context, 'attempts');

/** Counts how often a message is taken into a batch from now on, again and in halves included; `except` are not counted. */
export const watchClaims = (rig: Rig, context: ContextName, except: readonly string[]): Promise<unknown> =>
  rig.query(
    context,
    `CREATE SEQUENCE claims;
     CREATE FUNCTION count_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('claims'); RETURN NULL; END $$;
     CREATE TRIGGER count_claim AFTER INSERT ON inbox FOR EACH ROW WHEN (NEW.id <> ALL ('{${except.join()}}'::uuid[])) EXECUTE FUNCTION count_claim()`,
  );

export const claims = (rig: Rig, context: ContextName): Promise<number> => counted(rig, context, 'claims');

async function counted(rig: Rig, context: ContextName, sequence: string): Promise<number> {
  const sql = `SELECT (last_value - 1 + is_called::int)::int AS n FROM ${sequence}`;
  return (await rig.query<{ n: number }>(context, sql))[0]!.n;
}

/** Meanwhile each row that is inserted takes a millisecond: the batches of two replicas are sure to meet. */
export async function slowly(rig: Rig, context: ContextName, table: string, work: () => Promise<void>): Promise<void> {
  await rig.query(
    context,
    `CREATE OR REPLACE FUNCTION take_your_time() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END';
     CREATE TRIGGER slowly BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION take_your_time()`,
  );
  await work();
  await rig.query(context, `DROP TRIGGER slowly ON ${table}`);
}
