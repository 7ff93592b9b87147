import type { LoadGenerator, Moments } from '../load/load-generator.js';
import type { Percentiles, Totals } from '../load/protocol.js';
import type { Kind } from '../options.js';
import type { System } from '../stage/system.js';
import { type Cpu, type Meter, type ProcessSpent, spentBetween } from './meter.js';

/** A case: the number of clients, and whether they order many products or one. */
export interface Case {
  readonly clients: number;
  readonly kind: Kind;
}

export interface Duration {
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** A running system, with the meter and the load for it. */
export interface Subject {
  readonly system: System;
  readonly meter: Meter;
  readonly generator: LoadGenerator;
}

/** The figures of one measurement of a system. */
export interface Measurement {
  readonly ordersPerSecond: number;
  readonly ms: Percentiles;
  readonly cpu: Cpu;
  readonly commitsPerOrder: number;
  readonly walBytesPerOrder: number;
  readonly itemsPerBatch: Readonly<Record<string, number>>;
  readonly processes: readonly ProcessSpent[];
  readonly megabytes?: number;
}

/** Measures a system once; calls `watcher` at the begin and the end of the measured time. */
export async function measure(
  { system: { cleave, catalogue }, meter, generator }: Subject,
  { clients, kind }: Case,
  { warmUpSeconds, seconds }: Duration,
  signal: AbortSignal,
  watcher?: Moments,
): Promise<{ measurement: Measurement; totals: Totals }> {
  const load = {
    port: cleave.port,
    clients,
    warmUpMs: warmUpSeconds * 1_000,
    measureMs: seconds * 1_000,
    tokens: catalogue.tokens,
    productIds: kind === 'hot' ? catalogue.productIds.slice(0, 1) : catalogue.productIds,
  };
  const readings: Awaited<ReturnType<Meter['read']>>[] = [];
  const moments: Moments = {
    begun: async () => {
      await watcher?.begun();
      readings.push(await meter.read());
    },
    over: async () => {
      readings.push(await meter.read());
      await watcher?.over();
    },
  };
  const { measured, totals } = await generator.run(load, moments, signal);
  const { cpu, commits, walBytes, itemsPerBatch, processes, megabytes } = spentBetween(readings[0]!, readings[1]!);
  const { confirmed, ms } = measured;
  const measurement = {
    ordersPerSecond: confirmed / measured.seconds,
    ms,
    cpu,
    commitsPerOrder: commits / confirmed,
    walBytesPerOrder: walBytes / confirmed,
    itemsPerBatch,
    processes,
    megabytes,
  };
  return { measurement, totals };
}
