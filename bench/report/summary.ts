import type { Run } from '../measure/rounds.js';
import type { Kind } from '../options.js';

/** One line of the result: medians of the rounds, each figure for itself. */
export interface Summary {
  readonly clients: number;
  readonly kind: Kind;
  readonly ordersPerSecond: number;
  readonly limitPerSecond?: number;
  /** Orders to the limit within one round. */
  readonly ratio?: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly cpu: { readonly cleave?: number; readonly postgres?: number; readonly load?: number };
  readonly commitsPerOrder: number;
  readonly walBytesPerOrder: number;
  readonly itemsPerBatch: Readonly<Record<string, number>>;
  readonly megabytes?: number;
  /** Every round, to see how far they lie apart. */
  readonly rounds: readonly { readonly ordersPerSecond: number; readonly limitPerSecond?: number }[];
}

export function summaryOf({ clients, kind, rounds }: Run): Summary {
  const cleave = rounds.map((round) => round.cleave);
  const contexts = new Set(cleave.flatMap(({ itemsPerBatch }) => Object.keys(itemsPerBatch)));
  return {
    clients,
    kind,
    ordersPerSecond: median(cleave.map(({ ordersPerSecond }) => ordersPerSecond)) ?? 0,
    limitPerSecond: median(rounds.map(({ limitPerSecond }) => limitPerSecond)),
    ratio: median(
      rounds.map(({ limitPerSecond, cleave }) => limitPerSecond && cleave.ordersPerSecond / limitPerSecond),
    ),
    p50Ms: median(cleave.map(({ ms }) => ms.p50)) ?? 0,
    p95Ms: median(cleave.map(({ ms }) => ms.p95)) ?? 0,
    p99Ms: median(cleave.map(({ ms }) => ms.p99)) ?? 0,
    cpu: {
      cleave: median(cleave.map(({ cpu }) => cpu.cleave)),
      postgres: median(cleave.map(({ cpu }) => cpu.postgres)),
      load: median(cleave.map(({ cpu }) => cpu.load)),
    },
    commitsPerOrder: median(cleave.map(({ commitsPerOrder }) => commitsPerOrder)) ?? 0,
    walBytesPerOrder: median(cleave.map(({ walBytesPerOrder }) => walBytesPerOrder)) ?? 0,
    itemsPerBatch: Object.fromEntries(
      [...contexts].map((name) => [name, median(cleave.map((one) => one.itemsPerBatch[name])) ?? 0]),
    ),
    megabytes: median(cleave.map(({ megabytes }) => megabytes)),
    rounds: rounds.map(({ limitPerSecond, cleave: { ordersPerSecond } }) => ({ ordersPerSecond, limitPerSecond })),
  };
}

/** Of the values that are known; undefined when none is. */
export function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  const middle = known.length >> 1;
  return known.length % 2 ? known[middle] : known.length ? (known[middle - 1]! + known[middle]!) / 2 : undefined;
}
