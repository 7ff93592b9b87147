import { randomBytes } from 'node:crypto';
import { adminSession } from '#libs/database';

export interface FreshDatabase {
  /** As superuser. */
  readonly url: string;
  drop(): Promise<void>;
}

let asked: Promise<string> | undefined;

/** Admin URL of the PostgreSQL of this Jest run: `CLEAVE_TEST_DATABASE_URL`, else a temporary server. */
export function testServer(): Promise<string> {
  return (asked ??= process.env.CLEAVE_TEST_DATABASE_URL
    ? Promise.resolve(process.env.CLEAVE_TEST_DATABASE_URL)
    : ask());
}

async function ask(): Promise<string> {
  const response = await fetch(process.env.CLEAVE_TEST_DATABASE_DOOR!, { signal: AbortSignal.timeout(60_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

/**
 * An empty database of its own, or a copy of a `templateDatabase`. Some 30 ms, 130 on a busy machine.
 * @param server  admin URL of another server than that of the run
 */
export async function freshDatabase(prefix: string, template = 'template0', server?: string): Promise<FreshDatabase> {
  const admin = server ?? (await testServer());
  const name = `${prefix}_${process.pid}_${randomBytes(4).toString('hex')}`.replaceAll('-', '_').toLowerCase();
  await run(admin, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY ${STRATEGY}`);
  return { url: urlOf(admin, name), drop: () => run(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/**
 * Name of a database that `prepare` has filled, once per run however many specs ask; `freshDatabase` copies it.
 * `prepare` must close its connections: PostgreSQL copies only a database that nobody uses.
 */
export async function templateDatabase(key: string, prepare: (url: string) => Promise<void>): Promise<string> {
  const admin = await testServer();
  const name = `${TEMPLATES}_${key}`.replaceAll('-', '_').toLowerCase();
  await adminSession(admin, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
    const { rows } = await client.query('SELECT datistemplate AS ready FROM pg_database WHERE datname = $1', [name]);
    if (rows[0]?.ready) return;
    await client.query(`DROP DATABASE IF EXISTS ${name}`); // another spec failed halfway
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 STRATEGY ${STRATEGY}`);
    await prepare(urlOf(admin, name));
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  });
  return name;
}

const STRATEGY = 'WAL_LOG'; // the other one, FILE_COPY, forces a checkpoint each time
const TEMPLATES = `template_${process.env.CLEAVE_TEST_RUN}`; // on a server of one's own the last run's are stale
const run = (url: string, sql: string): Promise<void> =>
  adminSession(url, async (client) => void (await client.query(sql)));
const urlOf = (admin: string, database: string): string =>
  Object.assign(new URL(admin), { pathname: `/${database}` }).href;
