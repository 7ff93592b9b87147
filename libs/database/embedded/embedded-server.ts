import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolder } from '#libs/config';
import { DatabaseError } from '../database-error.js';
import { isRoot } from './account.js';
import { prepareCluster } from './cluster.js';
import { sentenceForSystemError } from './explain.js';
import { type Home, openHome } from './home.js';
import { type Postmaster, postmasterOf, shutDown } from './postmaster.js';
import { preparePrograms } from './programs.js';
import type { Settings } from './settings.js';
import { startServer } from './start.js';
import { removeHome, sweepSharedHomes } from './sweep.js';
import { beginUse, type Use } from './use.js';

export interface EmbeddedServerOptions {
  /** The data folder (`CLEAVE_DATA_DIR`); made when missing. */
  dataDir: string;
  /** Told what takes time, a line each. */
  log?: (line: string) => void;
  /** For tests: no fsync, dies with this process, and `stop` deletes the cluster. */
  temporary?: boolean;
  /** Of the server, in place of Cleave's own: for measurements and their tests. Only whoever starts it has a say. */
  settings?: Settings;
}

/** A running PostgreSQL on the loopback interface. */
export interface EmbeddedServer {
  /** Superuser's URL of the database `postgres`; it holds the password. */
  readonly adminUrl: string;
  readonly port: number;
  readonly pid: number;
  /** It ran already: another process uses it, or the one that started it was killed. */
  readonly adopted: boolean;
  /** Leaves the server; it is stopped (fast shutdown) when nobody else uses it. At most about 15 s; may be repeated. */
  stop(): Promise<void>;
}

// recovery after a kill -9 replays at most max_wal_size (2 GB)
const START_MS = 120_000;

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that runs on it.
 * Throws DatabaseError (unsupported-system, no-unprivileged-user, folder-unusable, broken-data-folder, disk-full,
 * cannot-start, not-answering) or DataFolderError.
 */
export async function embeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const folder = dataFolder(options.dataDir);
  const temporary = options.temporary ?? false;
  try {
    if (isRoot()) void sweepSharedHomes().catch(() => undefined); // tidying up must not hold up a start
    const home = openHome(folder);
    const programs = preparePrograms(home);
    await prepareCluster(home, programs, temporary);
    const { use, server, adopted } = await obtain(home, (deadline) => {
      options.log?.('starting PostgreSQL');
      return startServer(home, programs, temporary, options.settings ?? {}, deadline);
    });
    folder.writeState('postgres', { pid: server.pid, port: server.port, cluster: home.cluster, log: home.log });
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopped ??= leave(use, home, temporary));
    return { adminUrl: adminUrl(home, server), port: server.port, pid: server.pid, adopted, stop };
  } catch (error) {
    throw sentenceForSystemError(error, folder);
  }
}

interface Obtained {
  use: Use;
  server: Postmaster;
  adopted: boolean;
}

/** Another process may start or stop the server at any moment, so this looks again until it holds a use. */
async function obtain(home: Home, start: (deadline: number) => Promise<void>): Promise<Obtained> {
  const deadline = Date.now() + START_MS;
  let adopted = true;
  let last: unknown;
  while (Date.now() < deadline) {
    const server = postmasterOf(home.cluster);
    if (server?.port && server.status === 'ready') {
      try {
        return { use: await beginUse(adminUrl(home, server)), server, adopted };
      } catch (error) {
        if ((error as { code?: string }).code === '28P01') throw wrongPassword(home, error);
        last = error;
      }
    }
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

async function leave(use: Use, home: Home, temporary: boolean): Promise<void> {
  const last = await use.leave().catch(() => !postmasterOf(home.cluster)); // it may have died before us
  if (last) await shutDown(home.cluster);
  await use.close();
  if (last && temporary) await removeHome(home.path);
}

function wrongPassword(home: Home, cause: unknown): DatabaseError {
  return new DatabaseError(
    'database.broken-data-folder',
    `The secret "postgres-superuser" of the data folder does not open the cluster ${home.cluster}; restore both from the same backup.`,
    { cause },
  );
}

const adminUrl = (home: Home, { port }: Postmaster): string =>
  `postgresql://postgres:${home.password}@127.0.0.1:${port}/postgres`;
