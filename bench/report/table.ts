export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Words stand on the left, figures on the right. */
  readonly isText?: boolean;
}

/** A table of Markdown that is readable as it stands. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, n) => Math.max(3, ...lines.map((cells) => cells[n]!.length)));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const [head, ...body] = lines.map((cells) =>
    line(cells.map((cell, n) => (columns[n]!.isText ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!)))),
  );
  const rule = line(widths.map((width, n) => (columns[n]!.isText ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  return [head, rule, ...body].join('\n');
}
