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
  /** The data folder (`CLEAVE_DATA_DIR`); created when missing. */
  dataDir: string;
  /** Receives a line for every slow step and every failure. */
  log?: (line: string) => void;
  /** For tests: no fsync, ends with this process, is not restarted when it ends before, and `stop` deletes the cluster. */
  temporary?: boolean;
  /** Server settings that replace Cleave's own, for measurements and their tests. Ignored when the server runs already. */
  settings?: Settings;
  /** When it is aborted, the start ends, and with it a server that this start has launched and that is still in recovery. */
  signal?: AbortSignal;
}

/**
 * Starts the embedded PostgreSQL of a data folder, or uses the one that runs on it already.
 * Throws DatabaseError (unsupported-system, no-unprivileged-user, folder-unusable, broken-data-folder, disk-full,
 * cannot-start, not-answering) or DataFolderError.
 */
export async function embeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { dataDir, log = () => undefined, temporary = false, settings = {} } = options;
  const folder = dataFolder(dataDir);
  try {
    if (isRoot()) void sweepSharedHomes().catch(() => undefined); // cleaning up must not delay the start
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

/** The previous port if it is free: other processes may have URLs with it and wait for the server to return. */
async function portFor(folder: DataFolder): Promise<number> {
  const known = portNotedIn(folder);
  return known && (await isFree(known)) ? known : freePort();
}
