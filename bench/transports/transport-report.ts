import { short } from '../report/cells.js';
import { type Machine, machineLine } from '../report/machine.js';
import { quietness } from '../report/quietness.js';
import { type Column, table } from '../report/table.js';
import { type Cost, IN_FLIGHT } from './cost.js';

export interface TransportCost extends Cost {
  readonly transport: string;
  /** `request`, or `message in a frame of 10`. */
  readonly what: string;
  /** Messages in a frame; absent for a request. */
  readonly messages?: number;
}

export interface TransportFigures {
  readonly date: string;
  readonly machine: Machine;
  /** Share of a core that other processes took. */
  readonly others?: number;
  readonly transports: readonly TransportCost[];
}

/** A line per kind of round trip; for each transport: one at a time, concurrent, and CPU time. */
export function transportReport({ date, machine, others, transports }: TransportFigures): string {
  const names = [...new Set(transports.map(({ transport }) => transport))];
  const errands = [...new Set(transports.map(({ what }) => what))];
  const cost = (name: string, errand: string) =>
    transports.find(({ transport, what }) => transport === name && what === errand)!;
  const columns: Column<string>[] = [
    { head: 'µs for one', cell: (errand) => errand, isText: true },
    ...names.flatMap((name) => [
      { head: `${name} alone`, cell: (errand: string) => short(cost(name, errand).aloneUs) },
      { head: `${IN_FLIGHT} at once`, cell: (errand: string) => short(cost(name, errand).manyUs) },
      { head: 'CPU', cell: (errand: string) => short(cost(name, errand).manyCpuUs) },
    ]),
  ];
  return `${machineLine(date, machine)}; ${quietness([others])}:\n\n${table(columns, errands)}`;
}
