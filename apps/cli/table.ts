/** A table with a header, its columns as wide as their cells; on a terminal, lines are cut at its width. */
export function table(names: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [names, ...rows.map((row) => row.map((cell) => plain(String(cell))))];
  const widths = names.map((_, n) => Math.max(...cells.map((row) => row[n]!.length)));
  const isNumber = names.map((_, n) => rows.length > 0 && rows.every((row) => typeof row[n] === 'number'));
  const width = process.stdout.columns ?? Infinity;
  const padded = (cell: string, n: number): string =>
    isNumber[n] ? cell.padStart(widths[n]!) : cell.padEnd(widths[n]!);
  return cells.map((row) => row.map(padded).join('  ').trimEnd().slice(0, width)).join('\n');
}

/** Removes control characters: data may come from users of the system, and must not send escape sequences to the terminal. */
export const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');
