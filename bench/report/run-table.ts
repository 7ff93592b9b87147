import { digits, percent, short, whole } from './cells.js';
import type { Summary } from './summary.js';
import { type Column, table } from './table.js';

/** A line of the table: a case, and the measured system. */
export interface Line extends Summary {
  readonly system: string;
}

export const caseOf = ({ clients, kind }: Pick<Summary, 'clients' | 'kind'>): string =>
  kind === 'hot' ? `${clients} hot` : String(clients);

const CASE: Column<Line> = { head: 'clients', cell: caseOf };
const LIMIT: Column<Line> = { head: 'limit/s', cell: ({ limitPerSecond }) => whole(limitPerSecond) };
const ORDERS: Column<Line> = { head: 'orders/s', cell: ({ ordersPerSecond }) => whole(ordersPerSecond) };
const RATIO: Column<Line> = { head: 'ratio', cell: ({ ratio }) => digits(2, ratio) };
const COSTS: readonly Column<Line>[] = [
  { head: 'p50 ms', cell: ({ p50Ms }) => short(p50Ms) },
  { head: 'p95 ms', cell: ({ p95Ms }) => short(p95Ms) },
  { head: 'p99 ms', cell: ({ p99Ms }) => short(p99Ms) },
  { head: 'cleave', cell: ({ cpu }) => percent(cpu.cleave) },
  { head: 'postgres', cell: ({ cpu }) => percent(cpu.postgres) },
  { head: 'load', cell: ({ cpu }) => percent(cpu.load) },
  { head: 'commits', cell: ({ commitsPerOrder }) => digits(2, commitsPerOrder) },
  { head: 'WAL KB', cell: ({ walBytesPerOrder }) => digits(1, walBytesPerOrder / 1_000) },
  { head: 'items', cell: ({ itemsPerBatch }) => digits(1, itemsPerBatch['orders']) },
  { head: 'MB', cell: ({ megabytes }) => whole(megabytes) },
];

/** One system: a line per case. */
export const runTable = (runs: readonly Summary[]): string =>
  table(
    [CASE, LIMIT, ORDERS, RATIO, ...COSTS],
    runs.map((run) => ({ ...run, system: 'monolith' })),
  );

/** Several systems: grouped by case. */
export function comparison(systems: readonly { readonly name: string; readonly runs: readonly Summary[] }[]): string {
  const cases = systems[0]!.runs.keys();
  const lines = [...cases].flatMap((n) => systems.map(({ name, runs }) => ({ ...runs[n]!, system: name })));
  const system: Column<Line> = { head: 'system', cell: (line) => line.system, isText: true };
  const beside: Column<Line> = { head: 'to monolith', cell: ({ ofMonolith }) => digits(2, ofMonolith) };
  return table([CASE, system, LIMIT, ORDERS, RATIO, beside, ...COSTS], lines);
}
