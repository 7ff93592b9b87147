/** Rows in columns as wide as they need, under their names; on a terminal no line is longer than it. */
export function table(names: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [names, ...rows.map((row) => row.map((cell) => plain(String(cell))))];
  const widths = names.map((_, n) => Math.max(...cells.map((row) => row[n]!.length)));
  const isNumber = names.map((_, n) => rows.length > 0 && rows.every((row) => typeof row[n] === 'number'));
  const width = process.stdout.columns ?? Infinity;
  const padded = (cell: string, n: number): string =>
    isNumber[n] ? cell.padStart(widths[n]!) : cell.padEnd(widths[n]!);
  return cells.map((row) => row.map(padded).join('  ').trimEnd().slice(0, width)).join('\n');
}

/** What comes from a system may hold what others wrote: nothing of it may act on the terminal. */
export const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');
