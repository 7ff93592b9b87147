import type { TableColumn } from './column.js';
import type { Plain, Table, Versioned } from './table.js';

/** A row of the batch: as loaded, as it is now, and whether it is new or changed. */
interface Entry {
  row: Plain;
  /** 0: it was absent, and is inserted. */
  readonly version: number;
  changed: boolean;
}
type Key = readonly string[];

const textOf = (key: Key): string => key.join('\u0000');
const signatureOf = (by: readonly TableColumn[]): string => by.map(({ property }) => property).join(' ');

/** The rows of one table that a batch holds. Every decision sees what the ones before it left. */
export class TableState {
  private readonly entries = new Map<string, Entry>();
  private readonly added: Plain[] = [];
  /** Per set of key columns: the keys that were asked for, and the rows that have them now. */
  private readonly indexes = new Map<
    string,
    { by: readonly TableColumn[]; asked: Map<string, Key>; rows: Map<string, Set<Entry>> }
  >();

  constructor(readonly table: Table) {}

  /** Asks for keys; what is not loaded yet is returned by `missing`. */
  ask(keys: readonly unknown[]): void {
    for (const key of keys) {
      const by = this.table.keyColumns(key);
      const values = this.valuesOf(by, key);
      this.index(by).asked.set(textOf(values), values);
    }
  }

  has(key: unknown): boolean {
    const by = this.table.keyColumns(key);
    return this.indexes.get(signatureOf(by))?.asked.has(textOf(this.valuesOf(by, key))) ?? false;
  }

  /** Keys that were asked for since `seen`, per set of key columns, in order. */
  wanted(seen: ReadonlySet<string>): { by: readonly TableColumn[]; keys: Key[] }[] {
    return [...this.indexes.values()]
      .map(({ by, asked }) => ({
        by,
        keys: [...asked].filter(([text]) => !seen.has(`${signatureOf(by)} ${text}`)).map(([, key]) => key),
      }))
      .filter(({ keys }) => keys.length > 0);
  }

  /** Every key asked for so far, as `wanted` compares them. */
  asked(): Set<string> {
    return new Set(
      [...this.indexes.values()].flatMap(({ by, asked }) =>
        [...asked.keys()].map((text) => `${signatureOf(by)} ${text}`),
      ),
    );
  }

  keep({ row, version }: Versioned): void {
    const id = this.idOf(row);
    if (this.entries.has(id)) return; // two keys may name one row
    const entry: Entry = { row, version, changed: false };
    this.entries.set(id, entry);
    this.indexEntry(entry);
  }

  find(key: unknown): readonly Plain[] {
    const by = this.table.keyColumns(key);
    const rows = this.indexes.get(signatureOf(by))?.rows.get(textOf(this.valuesOf(by, key)));
    return rows ? [...rows].map(({ row }) => row) : [];
  }

  /** Throws when no key that was loaded speaks of this row. */
  check(row: Plain, loaded: readonly unknown[]): void {
    if (!loaded.some((key) => this.speaksOf(key, row)))
      throw new TypeError(`the decision sets a ${this.table.entity.name} that it did not load`);
  }

  /** Puts a row in place of the one with its primary key, or makes it new. */
  put(row: Plain): void {
    const id = this.idOf(row);
    const entry = this.entries.get(id);
    if (entry?.row === row) return;
    if (entry) this.unindexEntry(entry);
    const next = entry ?? { row, version: 0, changed: true };
    next.row = row;
    next.changed = true;
    this.entries.set(id, next);
    this.indexEntry(next);
  }

  add(rows: readonly Plain[]): void {
    this.added.push(...rows);
  }

  /** What is to be written, folded to one change per row, in the order of the keys. */
  changes(): { inserts: readonly Plain[]; updates: readonly Versioned[] } {
    const changed = [...this.entries].filter(([, entry]) => entry.changed).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      inserts: [...changed.filter(([, { version }]) => version === 0).map(([, { row }]) => row), ...this.added],
      updates: changed.filter(([, { version }]) => version > 0).map(([, entry]) => entry),
    };
  }

  private speaksOf(key: unknown, row: Plain): boolean {
    const by = this.table.keyColumns(key);
    return textOf(this.valuesOf(by, key)) === textOf(this.valuesOf(by, row));
  }

  private valuesOf(by: readonly TableColumn[], key: unknown): Key {
    if (typeof key !== 'object' || key === null) return [String(by[0]!.encode(key))];
    return by.map((column) => String(column.encode((key as Plain)[column.property])));
  }

  private idOf(row: Plain): string {
    return textOf(this.valuesOf(this.table.primary, row));
  }

  private index(by: readonly TableColumn[]) {
    const signature = signatureOf(by);
    let index = this.indexes.get(signature);
    if (!index) {
      index = { by, asked: new Map(), rows: new Map() };
      this.indexes.set(signature, index);
      for (const entry of this.entries.values()) this.place(index, entry);
    }
    return index;
  }

  private indexEntry(entry: Entry): void {
    for (const index of this.indexes.values()) this.place(index, entry);
  }

  private place(index: { by: readonly TableColumn[]; rows: Map<string, Set<Entry>> }, entry: Entry): void {
    const text = textOf(this.valuesOf(index.by, entry.row));
    const rows = index.rows.get(text);
    if (rows) rows.add(entry);
    else index.rows.set(text, new Set([entry]));
  }

  private unindexEntry(entry: Entry): void {
    for (const { by, rows } of this.indexes.values()) rows.get(textOf(this.valuesOf(by, entry.row)))?.delete(entry);
  }
}
