import { readdirSync, readFileSync } from 'node:fs';

/** Of Linux on every architecture that we run on. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;

interface Stat {
  readonly parent: number;
  readonly ticks: number;
  /** Of its children that have ended. */
  readonly ticksOfEnded: number;
  readonly pages: number;
}

/** CPU seconds that a process has used since its start; undefined where there is no /proc, or no such process. */
export function cpuOf(pid: number): number | undefined {
  const stat = statOf(pid);
  return stat && stat.ticks / TICKS_PER_SECOND;
}

/** The same of a process and all its children, those that have ended included. */
export function cpuOfFamily(pid: number): number | undefined {
  const head = statOf(pid);
  if (!head) return undefined;
  const children = childrenOf(pid).reduce((sum, { ticks }) => sum + ticks, 0);
  return (head.ticks + head.ticksOfEnded + children) / TICKS_PER_SECOND;
}

/** Resident memory. */
export function megabytesOf(pid: number): number | undefined {
  const stat = statOf(pid);
  return stat && (stat.pages * PAGE_BYTES) / 2 ** 20;
}

function childrenOf(pid: number): Stat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter(({ parent }) => parent === pid);
}

/** proc(5); the name, which may hold anything, is cut off: the first field is the third of the manual. */
function statOf(pid: number): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number) as [number, ...number[]];
    const at = (position: number): number => fields[position - 3]!;
    return { parent: at(4), ticks: at(14) + at(15), ticksOfEnded: at(16) + at(17), pages: at(24) };
  } catch {
    return undefined;
  }
}
