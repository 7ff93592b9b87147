export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Words are aligned left, figures right. */
  readonly isText?: boolean;
}

/** A Markdown table with padded columns, so that its source is readable, too. */
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
