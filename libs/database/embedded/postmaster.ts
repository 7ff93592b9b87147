import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, signal, within } from './processes.js';

/** A running server, as described by its `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: 'starting' | 'ready' | 'stopping' | 'standby' | '';
}

/** A pid file that stays empty for longer has no owner. */
const EMPTY_MS = 2_000;
const FAST_SHUTDOWN_MS = 8_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;

/**
 * The server that runs on the cluster, if one does. The file outlives a `kill -9`, and its pid may then belong to any
 * process, so the command line is compared as well.
 */
export function postmasterOf(cluster: string): Postmaster | undefined {
  const lines = linesOf(join(cluster, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!pid || !commandOf(pid).includes(cluster)) return undefined;
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() as Postmaster['status'] };
}

/**
 * Removes a pid file that would wrongly keep PostgreSQL from starting: its server has ended and its pid now belongs to another process, or
 * it is empty because the process that created it was killed before writing. All other cases are left to PostgreSQL, which also
 * checks for remaining backends.
 */
export function forgetStalePidFile(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  const pid = Number(linesOf(file)[0]);
  const isStale = pid ? isReused(pid, cluster) : isOld(file);
  if (isStale) rmSync(file, { force: true });
}

function isReused(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return command !== '' && !command.includes(cluster);
}

const isOld = (file: string): boolean => {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Date.now() - made > EMPTY_MS;
};

/**
 * Fast shutdown (sessions are ended, everything is flushed); immediate when that takes too long, which loses nothing
 * that was committed and costs a recovery at the next start.
 */
export async function shutDown(cluster: string): Promise<void> {
  const server = postmasterOf(cluster);
  if (!server) return;
  const gone = (): boolean => !commandOf(server.pid).includes(cluster);
  signal(server.pid, 'SIGINT');
  if (await within(FAST_SHUTDOWN_MS, gone)) return;
  signal(server.pid, 'SIGQUIT');
  if (await within(IMMEDIATE_SHUTDOWN_MS, gone)) return;
  signal(server.pid, 'SIGKILL');
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
