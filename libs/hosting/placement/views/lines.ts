/** Rows with their columns aligned. */
export function columns(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), []);
  return rows.map((row) => (indent + row.map((cell, i) => cell.padEnd(widths[i]!)).join('   ')).trimEnd());
}

/** Lines below a title; nothing when there are none. */
export const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length ? ['', title, ...lines] : [];

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
