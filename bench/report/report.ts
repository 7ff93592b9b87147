import type { Idle } from '../measure/idle.js';
import type { Books } from '../verify/books.js';
import type { Machine } from './machine.js';
import type { Summary } from './summary.js';
import { table } from './table.js';

export interface Result {
  readonly date: string;
  readonly machine: Machine;
  /** What drove the limit. */
  readonly limit?: string;
  readonly runs: readonly Summary[];
  readonly idle?: Idle;
  readonly books: Books;
  /** Answers that were no confirmed order → how often. */
  readonly others: Readonly<Record<string, number>>;
}

/** The result as people read it, and as it stands in README.md. */
export function report({ date, machine, limit, runs, idle, books, others }: Result): string {
  const { cpu, cores, memoryGb, system, node, postgres } = machine;
  return [
    `${date}, ${cores} × ${cpu}, ${memoryGb} GB, ${system}, Node ${node}, PostgreSQL ${postgres}`,
    ...(limit ? [`limit: ${limit}`] : []),
    '',
    table(runs),
    '',
    ...hotLines(runs),
    ...(idle ? [idleLine(idle)] : []),
    ...Object.entries(others).map(([answer, count]) => `${count} × another answer: ${answer}`),
    books.problems.length
      ? `the books are WRONG after ${books.orders} orders:\n${books.problems.map((problem) => `  - ${problem}`).join('\n')}`
      : `the books are right: ${books.orders} orders, with their stock and their money, and nothing left under way`,
  ].join('\n');
}

/** A popular product must not be slower than many. */
function hotLines(runs: readonly Summary[]): string[] {
  return runs
    .filter(({ kind }) => kind === 'hot')
    .flatMap(({ clients, ordersPerSecond }) => {
      const spread = runs.find((run) => run.kind === 'spread' && run.clients === clients);
      if (!spread) return [];
      const share = (ordersPerSecond / spread.ordersPerSecond).toFixed(2);
      return [`all orders on one product, ${clients} clients: ${share} of the orders/s over many products`];
    });
}

function idleLine({ seconds, cpu, megabytes, freshMegabytes }: Idle): string {
  const percent = (share: number | undefined): string => (share === undefined ? '–' : `${(share * 100).toFixed(1)} %`);
  const memory = (value: number | undefined): string => `${value?.toFixed(0) ?? '–'} MB`;
  return (
    `idle for ${seconds} s: Cleave takes ${percent(cpu.cleave)} of a core and ${memory(megabytes)} ` +
    `(${memory(freshMegabytes)} just started), PostgreSQL ${percent(cpu.postgres)}`
  );
}
