import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process began, as a number to compare; undefined when there is none. A pid and its birth name one process for ever: the
 * pid alone may belong to another program by now. A zombie counts as none, since a container's first process may never reap it.
 */
export function birthOf(pid: number): number | undefined {
  if (process.platform !== 'linux') return birthByPs(pid);
  try {
    // the name in parentheses may hold spaces and parentheses of its own; state is the first field behind it, the start the 20th
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? undefined : Number(fields[18]);
  } catch {
    return undefined;
  }
}

function birthByPs(pid: number): number | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 });
  const [, state, began] = /^(\S+)\s+(.+)$/.exec(stdout?.trim() ?? '') ?? [];
  return !began || state!.startsWith('Z') ? undefined : Date.parse(began);
}
