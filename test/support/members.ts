import { existsSync, readFileSync } from 'node:fs';
import { waitFor } from './wait-for.js';

/** A process of the product, as it describes itself. */
export interface Member {
  readonly process: string;
  readonly replica: string;
  readonly pid: number;
  readonly url?: string;
  readonly management: string;
  readonly contexts: readonly string[];
}

/** False for a zombie, too: whoever should reap it has died. */
export function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
}

/** Waits until none of them runs any more. */
export const areGone = (members: readonly Pick<Member, 'process' | 'pid'>[]): Promise<void> =>
  waitFor(async () => {
    const left = members.filter(({ pid }) => isRunning(pid));
    const names = left.map(({ process, pid }) => `${process} (pid ${pid})`);
    return left.length ? `${names.join(', ')} still run` : undefined;
  });
