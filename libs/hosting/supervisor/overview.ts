import type { Placement } from '../placement/index.js';
import type { Seat } from '../seat.js';

export interface Overview {
  readonly placement: Placement;
  readonly url: string;
  /** Where the databases lie. */
  readonly databases: string;
  readonly processes: readonly {
    readonly label: string;
    readonly seat: Seat;
    readonly pid: number | undefined;
    readonly management: number;
  }[];
}

const WIDTH = 100;

/** Which process hosts what, for people; no line is longer than 100 columns. */
export function overviewOf({ placement, url, databases, processes }: Overview): string {
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
  return [
    '',
    `  Cleave is ready at ${url}`,
    '',
    `  placement  ${placement.file}`,
    `  databases  ${databases}`,
    ...lines.flatMap((line, n) => wrapped(`  ${n ? '         ' : 'processes'}  `, line)),
  ].join('\n');
}

/** Where others reach it. */
function portOf({ process, replica }: Seat): string {
  const address = process.addresses?.[Number(replica) - 1];
  return address ? `port ${address.port}` : '';
}

/** What does not fit goes on in the next line, below the contexts. */
function wrapped(head: string, line: string): string[] {
  const [first, ...rest] = splitAt(line, WIDTH - head.length);
  return [head + first, ...rest.map((part) => ' '.repeat(head.length + 4) + part)];
}

function splitAt(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const at = text.lastIndexOf(' ', width);
  return [text.slice(0, at), ...splitAt(text.slice(at + 1), width - 4)];
}
