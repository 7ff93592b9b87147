import type { Cpu, ProcessSpent } from '../measure/meter.js';
import type { Run } from '../measure/rounds.js';
import type { Kind } from '../options.js';
import { median } from './median.js';

/** One line of the result: medians of the rounds, each figure for itself. */
export interface Summary {
  readonly clients: number;
  readonly kind: Kind;
  readonly ordersPerSecond: number;
  readonly limitPerSecond?: number;
  /** Orders to the limit within one round. */
  readonly ratio?: number;
  /** Orders to the monolith's within one round. */
  readonly ofMonolith: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly cpu: Cpu;
  readonly commitsPerOrder: number;
  readonly walBytesPerOrder: number;
  readonly itemsPerBatch: Readonly<Record<string, number>>;
  readonly processes: readonly ProcessSpent[];
  readonly megabytes?: number;
  /** Every round, to see how far they lie apart. */
  readonly rounds: readonly { readonly ordersPerSecond: number; readonly limitPerSecond?: number }[];
}

/** @param n  of the system, the monolith being the first */
export function summaryOf({ clients, kind, rounds }: Run, n: number): Summary {
  const all = rounds.map(({ limitPerSecond, systems }) => ({
    ...systems[n]!,
    limitPerSecond,
    ratio: limitPerSecond && systems[n]!.ordersPerSecond / limitPerSecond,
    ofMonolith: systems[n]!.ordersPerSecond / systems[0]!.ordersPerSecond,
  }));
  const of = (figure: (one: (typeof all)[number]) => number | undefined): number | undefined => median(all.map(figure));
  return {
    clients,
    kind,
    ordersPerSecond: of((one) => one.ordersPerSecond) ?? 0,
    limitPerSecond: of((one) => one.limitPerSecond),
    ratio: of((one) => one.ratio),
    ofMonolith: of((one) => one.ofMonolith) ?? 0,
    p50Ms: of(({ ms }) => ms.p50) ?? 0,
    p95Ms: of(({ ms }) => ms.p95) ?? 0,
    p99Ms: of(({ ms }) => ms.p99) ?? 0,
    cpu: {
      cleave: of(({ cpu }) => cpu.cleave),
      postgres: of(({ cpu }) => cpu.postgres),
      load: of(({ cpu }) => cpu.load),
      others: of(({ cpu }) => cpu.others),
    },
    commitsPerOrder: of((one) => one.commitsPerOrder) ?? 0,
    walBytesPerOrder: of((one) => one.walBytesPerOrder) ?? 0,
    itemsPerBatch: Object.fromEntries(
      namesIn(all.map(({ itemsPerBatch }) => Object.keys(itemsPerBatch))).map((name) => [
        name,
        of(({ itemsPerBatch }) => itemsPerBatch[name]) ?? 0,
      ]),
    ),
    processes: namesIn(all.map(({ processes }) => processes.map(({ name }) => name))).map((name) => {
      const its = (one: (typeof all)[number]) => one.processes.find((process) => process.name === name);
      return { name, cpu: of((one) => its(one)?.cpu), megabytes: of((one) => its(one)?.megabytes) };
    }),
    megabytes: of((one) => one.megabytes),
    rounds: all.map(({ limitPerSecond, ordersPerSecond }) => ({ ordersPerSecond, limitPerSecond })),
  };
}

const namesIn = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
