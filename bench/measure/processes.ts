import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Clock ticks a second, on Linux for every supported architecture. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;

interface Stat {
  readonly pid: number;
  /** Name of its program. */
  readonly name: string;
  readonly parent: number;
  readonly ticks: number;
  /** CPU time of its children that have ended. */
  readonly ticksOfEnded: number;
  readonly pages: number;
}

/** CPU seconds of a process since its start; undefined without /proc, or without such a process. */
export function cpuOf(pid: number): number | undefined {
  const stat = statOf(pid);
  return stat && stat.ticks / TICKS_PER_SECOND;
}

/** CPU seconds of a process and all its children, including those that have ended. */
export function cpuOfFamily(pid: number): number | undefined {
  const head = statOf(pid);
  if (!head) return undefined;
  const children = childrenOf(pid).reduce((sum, { ticks }) => sum + ticks, 0);
  return (head.ticks + head.ticksOfEnded + children) / TICKS_PER_SECOND;
}

/** CPU seconds of all cores and all processes since the machine was started. */
export function busySeconds(): number {
  const worked = cpus().map(({ times: { user, nice, sys, irq } }) => user + nice + sys + irq);
  return worked.reduce((sum, ms) => sum + ms, 0) / 1_000;
}

/** Resident memory. */
export function megabytesOf(pid: number): number | undefined {
  const stat = statOf(pid);
  return stat && (stat.pages * PAGE_BYTES) / 2 ** 20;
}

/** The running processes; none without /proc. */
export function childrenOf(pid: number): Stat[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter(({ parent }) => parent === pid);
}

/** Fields of proc(5) after the program's name, which may contain spaces and brackets: index 0 is field 3 of the manual. */
function statOf(pid: number): Stat | undefined {
  try {
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))!;
    const fields = rest!.split(' ').map(Number);
    const at = (position: number): number => fields[position - 3]!;
    const [parent, ticks] = [at(4), at(14) + at(15)];
    return { pid, name: name!, parent, ticks, ticksOfEnded: at(16) + at(17), pages: at(24) };
  } catch {
    return undefined;
  }
}
