import { dataFolder, type DataFolder } from '#libs/config';
import { freePort, isFree } from '#libs/free-ports';
import { isRoot } from './account.js';
import { prepareCluster } from './cluster.js';
import { sweepDrafts } from './drafts.js';
import { sentenceForSystemError } from './explain.js';
import { openHome } from './home.js';
import { type EmbeddedServer, KeptServer, portNotedIn } from './kept-server.js';
import { obtain } from './obtain.js';
import { preparePrograms } from './programs.js';
import type { Settings } from './settings.js';
import { startServer } from './start.js';
import { sweepSharedHomes } from './sweep.js';

export type { EmbeddedServer };

export interface EmbeddedServerOptions {
  /** The data folder (`CLEAVE_DATA_DIR`); made when missing. */
  dataDir: string;
  /** Told what takes time and what goes wrong, a line each. */
  log?: (line: string) => void;
  /** For tests: no fsync, dies with this process, stays dead when it ends before, and `stop` deletes the cluster. */
  temporary?: boolean;
  /** Of the server, in place of Cleave's own: for measurements and their tests. Only whoever starts it has a say. */
  settings?: Settings;
  /** Aborted: the start ends, and with it a server that this start has begun and that still recovers. */
  signal?: AbortSignal;
}

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that runs on it.
 * Throws DatabaseError (unsupported-system, no-unprivileged-user, folder-unusable, broken-data-folder, disk-full,
 * cannot-start, not-answering) or DataFolderError.
 */
export async function embeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { dataDir, log = () => undefined, temporary = false, settings = {} } = options;
  const folder = dataFolder(dataDir);
  try {
    if (isRoot()) void sweepSharedHomes().catch(() => undefined); // tidying up must not hold up a start
    const home = openHome(folder);
    void sweepDrafts(home.path).catch(() => undefined);
    const programs = preparePrograms(home);
    await prepareCluster(home, programs, temporary);
    const stopping = new AbortController();
    const { signal } = stopping;
    options.signal?.addEventListener('abort', () => stopping.abort(), { once: true });
    const launch = (port: number, deadline: number) =>
      startServer(home, programs, { port, temporary, settings, signal }, deadline);
    const first = async (deadline: number) => {
      log('starting PostgreSQL …');
      return launch(await portFor(folder), deadline);
    };
    const obtained = await obtain(home, first, signal);
    return new KeptServer({ folder, home, temporary, launch, log, stopping }, obtained);
  } catch (error) {
    throw sentenceForSystemError(error, folder);
  }
}

/** The port of before where it is free: other processes may hold URLs with it, and wait for the server to come back there. */
async function portFor(folder: DataFolder): Promise<number> {
  const known = portNotedIn(folder);
  return known && (await isFree(known)) ? known : freePort();
}
