import type { Summary } from './summary.js';

interface Column {
  readonly head: string;
  readonly cell: (row: Summary) => string;
}

const whole = (value: number | undefined): string =>
  value === undefined ? '–' : Math.round(value).toLocaleString('en');
const digits = (count: number, value: number | undefined): string => (value === undefined ? '–' : value.toFixed(count));
const ms = (value: number): string => (value < 10 ? digits(1, value) : whole(value));
const percent = (share: number | undefined): string => (share === undefined ? '–' : `${Math.round(share * 100)} %`);

const COLUMNS: readonly Column[] = [
  { head: 'clients', cell: ({ clients, kind }) => (kind === 'hot' ? `${clients} hot` : String(clients)) },
  { head: 'limit/s', cell: ({ limitPerSecond }) => whole(limitPerSecond) },
  { head: 'orders/s', cell: ({ ordersPerSecond }) => whole(ordersPerSecond) },
  { head: 'ratio', cell: ({ ratio }) => digits(2, ratio) },
  { head: 'p50 ms', cell: ({ p50Ms }) => ms(p50Ms) },
  { head: 'p95 ms', cell: ({ p95Ms }) => ms(p95Ms) },
  { head: 'p99 ms', cell: ({ p99Ms }) => ms(p99Ms) },
  { head: 'cleave', cell: ({ cpu }) => percent(cpu.cleave) },
  { head: 'postgres', cell: ({ cpu }) => percent(cpu.postgres) },
  { head: 'load', cell: ({ cpu }) => percent(cpu.load) },
  { head: 'commits', cell: ({ commitsPerOrder }) => digits(2, commitsPerOrder) },
  { head: 'WAL KB', cell: ({ walBytesPerOrder }) => digits(1, walBytesPerOrder / 1_000) },
  { head: 'items', cell: ({ itemsPerBatch }) => digits(1, itemsPerBatch['orders']) },
  { head: 'MB', cell: ({ megabytes }) => whole(megabytes) },
];

/** A table of Markdown that is readable as it stands. */
export function table(rows: readonly Summary[]): string {
  const columns = COLUMNS.map(({ head, cell }) => [head, ...rows.map(cell)]);
  const widths = columns.map((cells) => Math.max(...cells.map(({ length }) => length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, n) => cell.padStart(widths[n]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`;
  const [head, ...lines] = [0, ...rows.map((_, n) => n + 1)].map((n) => line(columns.map((cells) => cells[n]!)));
  return [head, rule, ...lines].join('\n');
}
