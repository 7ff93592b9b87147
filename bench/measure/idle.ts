import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../stage/system.js';
import { type Cpu, type Meter, type ProcessSpent, spentBetween } from './meter.js';

export interface Idle {
  readonly seconds: number;
  readonly cpu: Cpu;
  readonly processes: readonly ProcessSpent[];
  readonly megabytes?: number;
  /** Before the first request. */
  readonly freshMegabytes?: number;
}

/** CPU and memory of a system without requests. */
export async function measureIdle(
  { freshMegabytes }: System,
  meter: Meter,
  seconds: number,
  signal: AbortSignal,
): Promise<Idle> {
  const before = await meter.read();
  await sleep(seconds * 1_000, undefined, { signal });
  const { cpu, processes, megabytes } = spentBetween(before, await meter.read());
  return { seconds, cpu, processes, megabytes, freshMegabytes };
}
