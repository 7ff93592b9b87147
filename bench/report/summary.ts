import type { Cpu, ProcessSpent } from '../measure/meter.js';
import type { Run } from '../measure/rounds.js';
import type { Kind } from '../options.js';
import { median } from './median.js';

/** One line of the result: the median of the rounds, separately for each figure. */
export interface Summary {
  readonly clients: number;
  readonly kind: Kind;
  readonly ordersPerSecond: number;
  readonly limitPerSecond?: number;
  /** Ratio of the system's orders/s to the limit, within one round. */
  readonly ratio?: number;
  /** Ratio of the system's orders/s to those of the monolith, within one round. */
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
  /** The single rounds, which show the variance. */
  readonly rounds: readonly { readonly ordersPerSecond: number; readonly limitPerSecond?: number }[];
}

/** @param n  index of the system; the monolith is the first */
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
