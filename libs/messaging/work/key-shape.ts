import type { TableColumn } from './column.js';

/** A set of key columns. One object per set and table, so that shapes can be compared by identity and are computed once. */
export class KeyShape {
  constructor(readonly columns: readonly TableColumn[]) {}

  /** The values of a key, or of a row's key, in the text form that PostgreSQL parses. */
  valuesOf(key: unknown): readonly string[] {
    if (typeof key !== 'object' || key === null) return [String(this.columns[0]!.encode(key))];
    return this.columns.map((column) => String(column.encode((key as Record<string, unknown>)[column.property])));
  }

  /** The key as one text: texts are equal exactly when the keys are. */
  textOf(key: unknown): string {
    const [first, second] = this.columns;
    if (second) return this.valuesOf(key).join('\u0000');
    return String(
      first!.encode(typeof key === 'object' && key !== null ? (key as Record<string, unknown>)[first!.property] : key),
    );
  }
}
