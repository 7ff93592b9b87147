import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Start time of a process, as a text to compare; empty when there is none. Distinguishes processes that have the same pid one after the other. */
export function startedAt(pid) {
  if (process.platform !== 'linux') {
    return (
      spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 }).stdout?.trim() ?? ''
    );
  }
  try {
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? '' : fields[18];
  } catch {
    return '';
  }
}
