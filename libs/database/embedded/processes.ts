import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The command line of a running process; empty when there is none. A zombie counts as none: in a container whose first
 * process does not reap, `kill -0` would succeed forever for a PostgreSQL that has ended.
 */
export function commandOf(pid: number): string {
  if (process.platform !== 'linux') {
    const ps = spawnSync('ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 5_000,
    });
    return ps.stdout?.startsWith('Z') ? '' : (ps.stdout ?? '').trim();
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** True as soon as the condition holds, false when it does not within the time. */
export async function within(milliseconds: number, condition: () => boolean): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Sends a signal; a process that has gone meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
