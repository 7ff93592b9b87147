import { whole } from '../report/cells.js';
import { type Machine, machineLine } from '../report/machine.js';
import { table } from '../report/table.js';

/** Requests a second. */
export interface Row {
  readonly what: string;
  readonly direct: number;
  /** Undefined where it is not installed. */
  readonly nginx: number | undefined;
  readonly cleave: number;
}

interface Figures {
  readonly date: string;
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** The ratios in parentheses are to the service asked directly. */
export function proxyReport({ date, machine, rows }: Figures): string {
  const compared = (value: number | undefined, { direct }: Row): string =>
    value === undefined ? '–' : `${whole(value)} (${(value / direct).toFixed(2)})`;
  const columns = [
    { head: 'requests/s, GET of 1 KB', cell: ({ what }: Row) => what, isText: true },
    { head: 'asked directly', cell: ({ direct }: Row) => whole(direct) },
    { head: 'nginx', cell: (row: Row) => compared(row.nginx, row) },
    { head: 'Cleave', cell: (row: Row) => compared(row.cleave, row) },
  ];
  return `${machineLine(date, machine)}:\n\n${table(columns, rows)}`;
}
