import type { CpuProfile } from './inspector.js';

export interface SelfTime {
  readonly name: string;
  /** `dist/libs/…`, or the package, or `native` for code that is not JavaScript. */
  readonly file: string;
  readonly line: number;
  ms: number;
}

export interface SelfTimes {
  /** Time of the whole profile without idle time. */
  readonly busyMs: number;
  readonly idleMs: number;
  /** Time by which samples were late, in which the process did not have a core. */
  readonly awayMs: number;
  readonly functions: readonly SelfTime[];
  /** File or package → ms, the slowest first. */
  readonly files: readonly (readonly [string, number])[];
}

/** V8 also takes samples during garbage collections, so only a missing core makes a sample late. */
const LATE_MS = 5;

/** Self time by function and by file: the time on top of the stack, without callees. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): SelfTimes {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const functions = new Map<string, SelfTime>();
  let idleMs = 0;
  let awayMs = 0;
  samples.forEach((id, index) => {
    const { functionName, url, lineNumber } = frames.get(id)!;
    const ms = timeDeltas[index]! / 1_000;
    if (functionName === '(idle)') return void (idleMs += ms);
    if (ms > LATE_MS) return void (awayMs += ms);
    const key = `${functionName} ${url} ${lineNumber}`;
    const known = functions.get(key);
    if (known) known.ms += ms;
    else functions.set(key, { name: functionName || '(anonymous)', file: fileOf(url), line: lineNumber + 1, ms });
  });
  const all = [...functions.values()].toSorted((a, b) => b.ms - a.ms);
  return { busyMs: all.reduce((sum, { ms }) => sum + ms, 0), idleMs, awayMs, functions: all, files: byFile(all) };
}

function byFile(functions: readonly SelfTime[]): [string, number][] {
  const files = new Map<string, number>();
  for (const { file, ms } of functions) files.set(file, (files.get(file) ?? 0) + ms);
  return [...files].toSorted(([, a], [, b]) => b - a);
}

function fileOf(url: string): string {
  const inPackage = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (inPackage) return inPackage;
  const ours = /\/(dist\/.*)$/.exec(url)?.[1];
  return ours ?? (url || 'native');
}
