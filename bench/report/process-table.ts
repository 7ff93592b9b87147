import { percent, whole } from './cells.js';
import { caseOf } from './run-table.js';
import type { Summary } from './summary.js';
import { type Column, table } from './table.js';

/** For each process of a system the CPU by case, and its largest memory at the end of a case. */
export function processTable(runs: readonly Summary[]): string {
  const names = [...new Set(runs.flatMap(({ processes }) => processes.map(({ name }) => name)))];
  const of = ({ processes }: Summary, name: string) => processes.find((process) => process.name === name);
  const columns: Column<string>[] = [
    { head: 'process', cell: (name) => name, isText: true },
    ...runs.map((run) => ({ head: caseOf(run), cell: (name: string) => percent(of(run, name)?.cpu) })),
    {
      head: 'MB',
      cell: (name) => {
        const known = runs.flatMap((run) => of(run, name)?.megabytes ?? []);
        return whole(known.length ? Math.max(...known) : undefined);
      },
    },
  ];
  return table(columns, names);
}
