import { ABSENT, type RowCache } from './row-cache.js';
import type { KeyShape, Plain, Stored, Table } from './table.js';

/** A row of the batch: as loaded, as it is now, and whether it is new or changed. */
interface Entry {
  row: Plain;
  /** 0: it was absent, and is inserted. */
  readonly xmin: number;
  changed: boolean;
}

/** The rows that have a key, per set of key columns. */
interface Index {
  readonly shape: KeyShape;
  /** Keys that were asked for, as text; the values of those that are not loaded yet. */
  readonly asked: Map<string, readonly string[]>;
  unloaded: (readonly string[])[];
  readonly rows: Map<string, Set<Entry>>;
}

/** The rows of one table that a batch holds. Every decision sees what the ones before it left. */
export class TableState {
  private readonly entries = new Map<string, Entry>();
  private readonly added: Plain[] = [];
  private readonly indexes = new Map<KeyShape, Index>();

  constructor(readonly table: Table) {}

  /** Asks for keys; those that nobody asked for before are given by the next `takeUnloaded`. */
  ask(keys: readonly unknown[]): void {
    for (const key of keys) {
      const shape = this.table.shapeOf(key);
      const index = this.index(shape);
      const text = shape.textOf(key);
      if (index.asked.has(text)) continue;
      const values = shape.valuesOf(key);
      index.asked.set(text, values);
      index.unloaded.push(values);
    }
  }

  /** Takes the row with this key from memory; false when it is not known there. */
  recall(key: unknown, memory: RowCache): boolean {
    const shape = this.table.shapeOf(key);
    const text = shape.textOf(key);
    if (this.indexes.get(shape)?.asked.has(text)) return true;
    const known = shape === this.table.primaryShape ? memory.recall(text) : undefined;
    if (!known) return false;
    this.index(shape).asked.set(text, shape.valuesOf(key));
    if (known !== ABSENT) this.keep(known);
    return true;
  }

  has(key: unknown): boolean {
    const shape = this.table.shapeOf(key);
    return this.indexes.get(shape)?.asked.has(shape.textOf(key)) ?? false;
  }

  /** The keys to load, per set of key columns. */
  takeUnloaded(): { shape: KeyShape; keys: readonly (readonly string[])[] }[] {
    const taken: { shape: KeyShape; keys: readonly (readonly string[])[] }[] = [];
    for (const index of this.indexes.values()) {
      if (!index.unloaded.length) continue;
      taken.push({ shape: index.shape, keys: index.unloaded });
      index.unloaded = [];
    }
    return taken;
  }

  keep({ row, xmin }: Stored): void {
    const id = this.table.primaryShape.textOf(row);
    if (this.entries.has(id)) return; // two keys may name one row
    const entry: Entry = { row, xmin, changed: false };
    this.entries.set(id, entry);
    this.indexEntry(entry);
  }

  find(key: unknown): readonly Plain[] {
    const shape = this.table.shapeOf(key);
    const rows = this.indexes.get(shape)?.rows.get(shape.textOf(key));
    return rows ? Array.from(rows, ({ row }) => row) : [];
  }

  /** Throws when no key that was loaded speaks of this row. */
  check(row: Plain, loaded: readonly unknown[]): void {
    for (const key of loaded) {
      const shape = this.table.shapeOf(key);
      if (shape.textOf(key) === shape.textOf(row)) return;
    }
    throw new TypeError(`the decision sets a ${this.table.entity.name} that it did not load`);
  }

  /** Puts a row in place of the one with its primary key, or makes it new. */
  put(row: Plain): void {
    const id = this.table.primaryShape.textOf(row);
    const entry = this.entries.get(id);
    if (entry?.row === row) return;
    if (entry) this.unindexEntry(entry);
    const next = entry ?? { row, xmin: 0, changed: true };
    next.row = row;
    next.changed = true;
    this.entries.set(id, next);
    this.indexEntry(next);
  }

  add(rows: readonly Plain[]): void {
    this.added.push(...rows);
  }

  /** What is to be written, folded to one change per row, in the order of the keys. */
  changes(): { inserts: readonly Plain[]; updates: readonly Stored[] } {
    const changed = [...this.entries].filter(([, entry]) => entry.changed).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      inserts: [...changed.filter(([, { xmin }]) => xmin === 0).map(([, { row }]) => row), ...this.added],
      updates: changed.filter(([, { xmin }]) => xmin > 0).map(([, entry]) => entry),
    };
  }

  /** What was recalled and is not written: the values of its key, and the xmin that it shall still have. */
  untouched(): { key: readonly string[]; xmin: number }[] {
    const asked = this.indexes.get(this.table.primaryShape)?.asked ?? [];
    return [...asked].flatMap(([text, key]) => {
      const entry = this.entries.get(text);
      return entry?.changed ? [] : [{ key, xmin: entry?.xmin ?? 0 }];
    });
  }

  /** After the commit of this transaction: what the next batch need not read. */
  remember(memory: RowCache, transaction: number): void {
    for (const [text, { row, xmin, changed }] of this.entries)
      memory.keep(text, changed ? { row: this.table.asRead(row), xmin: transaction } : { row, xmin });
    for (const row of this.added) memory.forget(this.table.primaryShape.textOf(row));
  }

  private index(shape: KeyShape): Index {
    let index = this.indexes.get(shape);
    if (!index) {
      index = { shape, asked: new Map(), unloaded: [], rows: new Map() };
      this.indexes.set(shape, index);
      for (const entry of this.entries.values()) place(index, entry);
    }
    return index;
  }

  private indexEntry(entry: Entry): void {
    for (const index of this.indexes.values()) place(index, entry);
  }

  private unindexEntry(entry: Entry): void {
    for (const { shape, rows } of this.indexes.values()) rows.get(shape.textOf(entry.row))?.delete(entry);
  }
}

function place({ shape, rows }: Index, entry: Entry): void {
  const text = shape.textOf(entry.row);
  const there = rows.get(text);
  if (there) there.add(entry);
  else rows.set(text, new Set([entry]));
}
