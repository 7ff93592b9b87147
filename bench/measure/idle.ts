import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../stage/stage.js';
import { type Cpu, type Meter, spentBetween } from './meter.js';

export interface Idle {
  readonly seconds: number;
  readonly cpu: Cpu;
  readonly megabytes?: number;
  /** Before anybody had asked for anything. */
  readonly freshMegabytes?: number;
}

/** What everything takes while nobody asks for anything. */
export async function measureIdle(
  { freshMegabytes }: Stage,
  meter: Meter,
  seconds: number,
  signal: AbortSignal,
): Promise<Idle> {
  const before = await meter.read();
  await sleep(seconds * 1_000, undefined, { signal });
  const { cpu, megabytes } = spentBetween(before, await meter.read());
  return { seconds, cpu, megabytes, freshMegabytes };
}
