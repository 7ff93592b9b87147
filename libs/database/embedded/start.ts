import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fchownSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { dyingWithUs } from '#libs/processes';
import { sentenceFor } from './explain.js';
import type { Home } from './home.js';
import { forgetStalePidFile, postmasterOf } from './postmaster.js';
import { within } from './processes.js';
import type { Programs } from './programs.js';
import { settingFlags, type Settings } from './settings.js';

const LOG_BYTES = 10_000_000;
/** While it is in recovery, PostgreSQL ends quickly. */
const ABANDON_MS = 5_000;

export interface Launch {
  readonly port: number;
  readonly temporary: boolean;
  /** Settings that replace Cleave's. */
  readonly settings: Settings;
  /** When it is aborted, a server that is not ready yet is ended. */
  readonly signal: AbortSignal;
}

/** `outrun`: another start was first, as the pid file shows. */
export type Launched = 'ready' | 'outrun' | 'port-taken' | 'late';

/**
 * Starts the server and resolves when it is ready or has failed. It runs in a session of its own: Ctrl-C is sent to the whole process
 * group, and PostgreSQL would begin a fast shutdown while the application still drains.
 */
export async function startServer(
  home: Home,
  programs: Programs,
  { port, temporary, settings, signal }: Launch,
  deadline: number,
): Promise<Launched> {
  forgetStalePidFile(home.cluster);
  const flags = ['-D', home.cluster, '-p', String(port), ...settingFlags(temporary, settings)];
  // a temporary server must not outlive its run, not even after a kill -9
  const [program, ...rest] = temporary
    ? [...dyingWithUs('QUIT'), programs.postgres, ...flags]
    : [programs.postgres, ...flags];
  const log = openLog(home);
  let child: ChildProcess;
  try {
    child = spawn(program!, rest, {
      ...home.account,
      cwd: home.path,
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    closeSync(log.fd);
  }
  let failure: unknown;
  let ended = false;
  child.once('error', (error) => (failure = error)).once('exit', () => (ended = true));
  child.unref();
  while (Date.now() < deadline) {
    if (failure) throw failure;
    const server = postmasterOf(home.cluster);
    if (server?.pid === child.pid && server?.status === 'ready') return 'ready';
    if (ended) return afterEnd(home, readFileSync(home.log, 'utf8').slice(log.size));
    if (signal.aborted) {
      child.kill('SIGINT'); // recovery may take minutes; the server cannot be used before, and the next start continues it
      await within(ABANDON_MS, () => ended);
      return 'late';
    }
    await sleep(10);
  }
  return 'late';
}

/** Tells the lost race against another start from a failure; the caller then reads the pid file again. */
function afterEnd(home: Home, output: string): Launched {
  if (/Address already in use|could not create any TCP\/IP sockets/.test(output)) return 'port-taken';
  if (/lock file "postmaster.pid" (already exists|is empty)|pre-existing shared memory block/.test(output))
    return 'outrun';
  throw sentenceFor(output, home);
}

function openLog(home: Home): { fd: number; size: number } {
  if ((statSync(home.log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(home.log, `${home.log}.1`);
  const fd = openSync(home.log, 'a', 0o600);
  if (home.account) fchownSync(fd, home.account.uid, home.account.gid);
  return { fd, size: fstatSync(fd).size };
}
