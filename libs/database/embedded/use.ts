import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

// two arbitrary numbers that nothing else locks in the admin database
const KEY = '1668048246, 1';
const IS_LAST = `pg_try_advisory_lock(${KEY}) AS last`;
const RECOVERY_MS = 10_000;

type Last = { last: boolean };

/**
 * Every process that uses the server holds a shared advisory lock on a connection of its own, and the last one stops the server. It is
 * a lock and not a file, because PostgreSQL releases it when its holder is killed. A server whose users were all killed is used
 * and stopped by the next process.
 */
export interface Use {
  /** Resolves when the connection has ended: the server has ended, or one of its backends crashed, which ends all connections. */
  readonly lost: Promise<void>;
  /** Ends this use. True when no other process uses the server; then none can begin to until it has stopped. */
  leave(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Throws what `pg` throws when the server is starting, stopping or gone.
 *
 * @param isGone  true when no server runs any more, not even one that is starting
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
 * When a backend crashes, PostgreSQL ends all connections, and for a moment it still accepts new ones that it ends as well; so the
 * attempt is repeated. Throws when the server is gone.
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
  client.on('error', () => undefined); // the server may end it at any time; the running query reports it
  await client.connect();
  return client;
}
