import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from '../database-error.js';
import type { Home } from './home.js';
import { type Postmaster, postmasterOf } from './postmaster.js';
import { beginUse, type Use } from './use.js';

/** A server that runs, and our use of it. */
export interface Obtained {
  readonly use: Use;
  readonly server: Postmaster;
  /** It ran already. */
  readonly adopted: boolean;
}

// recovery after a kill -9 replays at most max_wal_size (2 GB)
const START_MS = 120_000;

/**
 * The server of the home, started when none runs. Another process may start or stop it at any moment, so this looks again until it
 * holds a use. Throws DatabaseError, and the signal's reason.
 */
export async function obtain(
  home: Home,
  start: (deadline: number) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Obtained> {
  const deadline = Date.now() + START_MS;
  let adopted = true;
  let last: unknown;
  while (Date.now() < deadline) {
    const server = postmasterOf(home.cluster);
    if (server?.port && server.status === 'ready') {
      try {
        const use = await beginUse(adminUrlOf(home, server), () => !postmasterOf(home.cluster));
        return { use, server, adopted };
      } catch (error) {
        if ((error as { code?: string }).code === '28P01') throw wrongPassword(home, error);
        last = error;
      }
    }
    signal.throwIfAborted(); // not before: a server that is ready by now is used, and with that stopped by whoever is the last to leave
    if (!server) {
      adopted = false;
      await start(deadline);
      if (postmasterOf(home.cluster)) continue;
    }
    await sleep(50);
  }
  throw new DatabaseError(
    'database.not-answering',
    `PostgreSQL on ${home.cluster} does not answer within ${START_MS / 1_000} s (see ${home.log}).`,
    { cause: last },
  );
}

export const adminUrlOf = (home: Home, { port }: Pick<Postmaster, 'port'>): string =>
  `postgresql://postgres:${home.password}@127.0.0.1:${port}/postgres`;

function wrongPassword(home: Home, cause: unknown): DatabaseError {
  return new DatabaseError(
    'database.broken-data-folder',
    `The secret "postgres-superuser" of the data folder does not open the cluster ${home.cluster}; restore both from the same backup.`,
    { cause },
  );
}
