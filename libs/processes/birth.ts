import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The start time of a process, as a number for comparisons; undefined when it does not run. Pid and start time identify a process
 * uniquely, while a pid may be reused. A zombie counts as not running, since the first process of a container may never reap it.
 */
export function birthOf(pid: number): number | undefined {
  if (process.platform !== 'linux') return birthByPs(pid);
  try {
    // the name in parentheses may contain spaces and parentheses; after it, the state is the first field and the start time the 20th
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
  const [, state, began] = /^(\S+)\s+(\S.*)$/.exec(stdout?.trim() ?? '') ?? [];
  return !began || state!.startsWith('Z') ? undefined : Date.parse(began);
}
