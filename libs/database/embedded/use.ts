import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

// any two numbers do, as long as nobody else locks them in the admin database
const KEY = '1668048246, 1';
const IS_LAST = `pg_try_advisory_lock(${KEY}) AS last`;
const RECOVERY_MS = 10_000;

type Last = { last: boolean };

/**
 * Everyone who uses the server holds a shared lock on a connection of its own, and the last to leave stops the server.
 * A lock and no file, because PostgreSQL frees it when its holder is killed: a server whose users are all dead belongs
 * to the next one who comes.
 */
export interface Use {
  /** When the server has ended its connection: it is gone itself, or a backend of it crashed, which costs everybody theirs. */
  readonly lost: Promise<void>;
  /** Ends this use. True when nobody else uses the server; then nobody can begin to, either, until it has stopped. */
  leave(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Throws what `pg` throws when the server is starting, stopping or gone.
 *
 * @param isGone  no server runs any more, not even one that is starting
 */
export async function beginUse(adminUrl: string, isGone: () => boolean): Promise<Use> {
  let client = await lockShared(adminUrl);
  return {
    lost: new Promise((resolve) => client.once('end', () => resolve())),
    async leave() {
      const { rows } = await client.query<Last>(`SELECT pg_advisory_unlock_shared(${KEY}), ${IS_LAST}`).catch(() =>
        recovered(isGone, async () => {
          await client.end().catch(() => undefined);
          client = await connect(adminUrl);
          return client.query<Last>(`SELECT ${IS_LAST}`);
        }),
      );
      return rows[0]!.last;
    },
    close: () => client.end().catch(() => undefined),
  };
}

async function lockShared(adminUrl: string): Promise<pg.Client> {
  const client = await connect(adminUrl);
  try {
    await client.query(`SELECT pg_advisory_lock_shared(${KEY})`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/**
 * A crashed backend takes everyone's connections with it, and for a moment the server still accepts new ones that go
 * the same way. Throws when the server is gone.
 */
async function recovered<T>(isGone: () => boolean, attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + RECOVERY_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (isGone() || Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

async function connect(adminUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    keepAlive: true,
    application_name: 'cleave-use',
  });
  client.on('error', () => undefined); // the server may end it at any time; whoever works on it notices by its own
  await client.connect();
  return client;
}
