import { type Placement, unnamedText } from '../placement/index.js';
import type { Seat } from '../seat.js';
import { wrapped } from '../wrapped.js';

export interface Overview {
  readonly placement: Placement;
  readonly url: string;
  /** What carries messages between the processes. */
  readonly transports: readonly string[];
  /** The Consul by which they find each other; undefined: they are told each other's ports. */
  readonly consul?: string;
  /** Where the databases lie. */
  readonly databases: string;
  /** What was started for the contexts. @defaultValue nothing */
  readonly besides?: readonly string[];
  /** The traces of all processes are kept. @defaultValue false */
  readonly isTraced?: boolean;
  readonly processes: readonly {
    readonly label: string;
    readonly seat: Seat;
    readonly pid: number | undefined;
    readonly management: number;
  }[];
}

/** Which process hosts what, for people; no line is longer than 100 columns. */
export function overviewOf({
  placement,
  url,
  transports,
  consul,
  databases,
  besides = [],
  isTraced,
  processes,
}: Overview): string {
  const rows = processes.map(({ label, seat, pid, management }) => [
    label,
    `pid ${pid}`,
    portOf(seat),
    `health :${management}`,
    seat.process.contexts.join(', '),
  ]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const unnamed = unnamedText(placement);
  return [
    '',
    `  Cleave is ready at ${url}`,
    '',
    `  placement  ${placement.file}`,
    ...(unnamed ? wrapped('             ', unnamed) : []),
    ...wrapped('  databases  ', databases),
    ...besides.flatMap((text) => wrapped('  beside     ', text)),
    ...transports.flatMap((transport) => wrapped('  transport  ', transport)),
    ...(consul ? wrapped('  found by   ', consul) : []),
    ...(isTraced ? ['  traces     the latest 1,000 are kept: npm run cleave -- trace ORDER'] : []),
    ...lines.flatMap((line, n) => wrapped(`  ${n ? '         ' : 'processes'}  `, line)),
  ].join('\n');
}

/** Where others reach it. */
function portOf({ process, replica }: Seat): string {
  const address = process.addresses?.[Number(replica) - 1];
  return address ? `port ${address.port}` : '';
}
