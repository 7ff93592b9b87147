import type { TableColumn } from './column.js';

/** A set of key columns. One object per set and table, so that shapes are compared by identity and nothing is worked out twice. */
export class KeyShape {
  constructor(readonly columns: readonly TableColumn[]) {}

  /** The values of a key, or of the row's key, as PostgreSQL reads them. */
  valuesOf(key: unknown): readonly string[] {
    if (typeof key !== 'object' || key === null) return [String(this.columns[0]!.encode(key))];
    return this.columns.map((column) => String(column.encode((key as Record<string, unknown>)[column.property])));
  }

  /** The same as one text: equal texts, equal keys. */
  textOf(key: unknown): string {
    const [first, second] = this.columns;
    if (second) return this.valuesOf(key).join('\u0000');
    return String(
      first!.encode(typeof key === 'object' && key !== null ? (key as Record<string, unknown>)[first!.property] : key),
    );
  }
}
