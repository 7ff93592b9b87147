import type { Idle } from '../measure/idle.js';
import type { Books } from '../verify/books.js';
import { type Machine, machineLine } from './machine.js';
import { whole } from './cells.js';
import { processTable } from './process-table.js';
import { quietness } from './quietness.js';
import { comparison, runTable } from './run-table.js';
import type { Summary } from './summary.js';

export interface SystemResult {
  readonly runs: readonly Summary[];
  readonly idle?: Idle;
  readonly books: Books;
  /** Answers other than a confirmed order, with their counts. */
  readonly others: Readonly<Record<string, number>>;
}

/** Of the monolith, and of the placements beside it. */
export interface Result extends SystemResult {
  readonly date: string;
  readonly machine: Machine;
  /** The load driver of the limit. */
  readonly limit?: string;
  readonly placements: readonly NamedResult[];
}

export interface NamedResult extends SystemResult {
  readonly name: string;
}

/** The result in Markdown, as in README.md. */
export function report({ date, machine, limit, placements, ...monolith }: Result): string {
  const systems = [{ name: 'monolith', ...monolith }, ...placements];
  const others = systems.flatMap(({ runs }) => runs.map(({ cpu }) => cpu.others));
  return [
    `${machineLine(date, machine)}${limit ? `; limit: ${limit}` : ''}; ${quietness(others)}:`,
    placements.length ? comparison(systems) : runTable(monolith.runs),
    ...placements.flatMap(({ name, runs }) => [
      `CPU of the processes of ${name} by the number of clients, and their memory:`,
      processTable(runs),
    ]),
    systems.flatMap((system) => sentences(system, placements.length > 0)).join('\n'),
  ].join('\n\n');
}

function sentences({ name, runs, idle, books, others }: NamedResult, isNamed: boolean): string[] {
  const all = [
    ...hotLines(runs),
    ...(idle ? [idleLine(idle)] : []),
    ...Object.entries(others).map(([answer, count]) => `${count} × another answer: ${answer}`),
    books.problems.length
      ? `The books are WRONG after ${books.orders} orders:\n${books.problems.map((problem) => `  - ${problem}`).join('\n')}`
      : `The books are right: ${whole(books.orders)} orders, with their stock and their money, and nothing left under way.`,
  ];
  return isNamed ? all.map((line) => `- ${name}: ${line}`) : all;
}

/** Ratio of orders for one product to orders for many: contention on one row must not slow orders down. */
function hotLines(runs: readonly Summary[]): string[] {
  return runs
    .filter(({ kind }) => kind === 'hot')
    .flatMap(({ clients, ordersPerSecond }) => {
      const spread = runs.find((run) => run.kind === 'spread' && run.clients === clients);
      if (!spread) return [];
      const share = (ordersPerSecond / spread.ordersPerSecond).toFixed(2);
      return [`All orders on one product, ${clients} clients: ${share} of the orders/s over many products.`];
    });
}

function idleLine({ seconds, cpu, megabytes, freshMegabytes }: Idle): string {
  const share = (value: number | undefined): string => (value === undefined ? '–' : `${(value * 100).toFixed(1)} %`);
  return (
    `Idle for ${seconds} s, Cleave takes ${share(cpu.cleave)} of a core and ${whole(megabytes)} MB after setting up ` +
    `the shop (${whole(freshMegabytes)} MB just started), PostgreSQL ${share(cpu.postgres)}.`
  );
}
