import { percent, whole } from '../report/cells.js';
import { type Machine, machineLine } from '../report/machine.js';
import { quietness } from '../report/quietness.js';
import { type Column, table } from '../report/table.js';
import { missedBy } from './goals.js';
import type { Overload } from './overload.js';

export interface OverloadFigures {
  readonly date: string;
  readonly machine: Machine;
  readonly systems: readonly Overload[];
}

const COLUMNS: readonly Column<Overload>[] = [
  { head: 'system', cell: ({ name }) => name, isText: true },
  { head: 'closed loop/s', cell: ({ closedPerSecond }) => whole(closedPerSecond) },
  { head: 'offered/s', cell: ({ offeredPerSecond }) => whole(offeredPerSecond) },
  { head: 'accepted/s', cell: ({ acceptedPerSecond }) => whole(acceptedPerSecond) },
  { head: 'confirmed/s', cell: ({ confirmedPerSecond }) => whole(confirmedPerSecond) },
  {
    head: 'of closed',
    cell: ({ confirmedPerSecond, closedPerSecond }) => percent(confirmedPerSecond / closedPerSecond),
  },
  { head: 'timeout', cell: ({ timedOut, accepted }) => `${((timedOut / accepted) * 100).toFixed(1)} %` },
  { head: 'p50 ms', cell: ({ ms }) => whole(ms.p50) },
  { head: 'p99 ms', cell: ({ ms }) => whole(ms.p99) },
  { head: 'MB before', cell: ({ megabytes }) => whole(megabytes.before) },
  { head: 'during', cell: ({ megabytes }) => whole(megabytes.during) },
  { head: 'after', cell: ({ megabytes }) => whole(megabytes.after) },
];

export function overloadReport({ date, machine, systems }: OverloadFigures): string {
  const others = systems.map(({ cpu }) => cpu.others);
  return [
    `${machineLine(date, machine)}; ${quietness(others)}:`,
    table(COLUMNS, systems),
    systems.flatMap(sentences).join('\n'),
  ].join('\n\n');
}

const sentences = (one: Overload): string[] => {
  const { name, seconds, answers, books } = one;
  return [
    `Answers in ${whole(seconds)} s: ${Object.entries(answers)
      .map(([answer, count]) => `${whole(count)} × ${answer}`)
      .join(', ')}.`,
    ...missedBy(one).map((goal) => `MISSED: ${goal}`),
    books.problems.length
      ? `The books are WRONG after ${books.orders} orders: ${books.problems.join('; ')}`
      : `The books are right: ${whole(books.orders)} orders, with their stock and their money, and nothing left under way.`,
  ].map((line) => `- ${name}: ${line}`);
};
