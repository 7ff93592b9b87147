import { ABSENT, type RowCache } from './row-cache.js';
import type { KeyShape } from './key-shape.js';
import type { Plain, Stored } from './rows.js';
import type { Table } from './table.js';

/** A row of the batch: its current value, the loaded version, and whether it is changed. */
interface Entry {
  row: Plain;
  /** 0: it did not exist and is inserted. */
  readonly xmin: number;
  changed: boolean;
  changesSeldom?: boolean;
}

/** The requested keys of one set of columns. */
interface Asked {
  readonly shape: KeyShape;
  /** As text, with their values. */
  readonly keys: Map<string, readonly string[]>;
  unloaded: (readonly string[])[];
}

/** The rows of one table in a batch. Every decision sees the changes of those before it. */
export class TableState {
  /** By primary key. */
  private readonly entries = new Map<string, Entry>();
  private readonly added: Plain[] = [];
  private readonly primary: Asked;
  private readonly asked: Asked[];
  /** For other keys than the primary one. */
  private readonly indexes = new Map<KeyShape, Map<string, Set<Entry>>>();

  constructor(readonly table: Table) {
    this.primary = { shape: table.primaryShape, keys: new Map(), unloaded: [] };
    this.asked = [this.primary];
  }

  /** Requests keys; the next `takeUnloaded` returns those not requested before. */
  ask(keys: readonly unknown[]): void {
    for (const key of keys) {
      const shape = this.table.shapeOf(key);
      const asked = this.askedBy(shape);
      const text = shape.textOf(key);
      if (asked.keys.has(text)) continue;
      const values = shape.valuesOf(key);
      asked.keys.set(text, values);
      asked.unloaded.push(values);
    }
  }

  /** Takes the row with this key from memory; false when it is not known. */
  recall(key: unknown, memory: RowCache): boolean {
    const shape = this.table.shapeOf(key);
    if (shape !== this.table.primaryShape) return false;
    const text = shape.textOf(key);
    if (this.primary.keys.has(text)) return true;
    const known = memory.recall(text);
    if (!known) return false;
    this.primary.keys.set(text, shape.valuesOf(key));
    if (known !== ABSENT) this.enter(text, known);
    return true;
  }

  has(key: unknown): boolean {
    const shape = this.table.shapeOf(key);
    return this.askedBy(shape).keys.has(shape.textOf(key));
  }

  /** The keys to load, per set of key columns. */
  takeUnloaded(): { shape: KeyShape; keys: readonly (readonly string[])[] }[] {
    const taken: { shape: KeyShape; keys: readonly (readonly string[])[] }[] = [];
    for (const asked of this.asked) {
      if (!asked.unloaded.length) continue;
      taken.push({ shape: asked.shape, keys: asked.unloaded });
      asked.unloaded = [];
    }
    return taken;
  }

  keep(stored: Stored): void {
    this.enter(this.table.primaryShape.textOf(stored.row), stored);
  }

  find(key: unknown): readonly Plain[] {
    const shape = this.table.shapeOf(key);
    if (shape !== this.table.primaryShape) return Array.from(this.indexOf(shape).get(shape.textOf(key)) ?? [], rowOf);
    const entry = this.entries.get(shape.textOf(key));
    return entry ? [entry.row] : [];
  }

  /** Throws when this row belongs to none of the loaded keys. */
  check(row: Plain, loaded: readonly unknown[]): void {
    for (const key of loaded) {
      const shape = this.table.shapeOf(key);
      if (shape.textOf(key) === shape.textOf(row)) return;
    }
    throw new TypeError(`the decision sets a ${this.table.entity.name} that it did not load`);
  }

  /** Replaces the row with the same primary key, or adds it as new. */
  put(row: Plain): void {
    const id = this.table.primaryShape.textOf(row);
    const entry = this.entries.get(id);
    if (entry?.row === row) return;
    if (entry) this.unindex(entry);
    const next: Entry = entry ?? { row, xmin: 0, changed: true };
    if (this.table.seldom.some(({ property }) => next.row[property] !== row[property])) next.changesSeldom = true;
    next.row = row;
    next.changed = true;
    if (!entry) this.entries.set(id, next);
    this.index(next);
  }

  add(rows: readonly Plain[]): void {
    this.added.push(...rows);
  }

  /** What is to be written: one change per row, in the order of the keys. */
  changes(): { inserts: readonly Plain[]; updates: readonly Stored[] } {
    const changed = [...this.entries].filter(([, entry]) => entry.changed).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      inserts: [...changed.filter(([, { xmin }]) => xmin === 0).map(([, { row }]) => row), ...this.added],
      updates: changed.filter(([, { xmin }]) => xmin > 0).map(([, entry]) => entry),
    };
  }

  /** Rows taken from memory that are not written: key values, and the xmin that each must still have. */
  untouched(): { key: readonly string[]; xmin: number }[] {
    const untouched: { key: readonly string[]; xmin: number }[] = [];
    for (const [text, key] of this.primary.keys) {
      const entry = this.entries.get(text);
      if (!entry?.changed) untouched.push({ key, xmin: entry?.xmin ?? 0 });
    }
    return untouched;
  }

  /** After the commit of this transaction: keeps in memory what the next batch then need not read. */
  remember(memory: RowCache, transaction: number): void {
    for (const [text, { row, xmin, changed }] of this.entries)
      memory.keep(text, changed ? { row: this.table.asRead(row), xmin: transaction } : { row, xmin });
    for (const row of this.added) memory.forget(this.table.primaryShape.textOf(row));
  }

  private enter(id: string, { row, xmin }: Stored): void {
    if (this.entries.has(id)) return; // two keys may select the same row
    const entry: Entry = { row, xmin, changed: false };
    this.entries.set(id, entry);
    this.index(entry);
  }

  private askedBy(shape: KeyShape): Asked {
    let asked = this.asked.find((one) => one.shape === shape);
    if (!asked) this.asked.push((asked = { shape, keys: new Map(), unloaded: [] }));
    return asked;
  }

  private indexOf(shape: KeyShape): Map<string, Set<Entry>> {
    let index = this.indexes.get(shape);
    if (!index) {
      this.indexes.set(shape, (index = new Map()));
      for (const entry of this.entries.values()) place(index, shape, entry);
    }
    return index;
  }

  private index(entry: Entry): void {
    for (const [shape, index] of this.indexes) place(index, shape, entry);
  }

  private unindex(entry: Entry): void {
    for (const [shape, index] of this.indexes) index.get(shape.textOf(entry.row))?.delete(entry);
  }
}

const rowOf = ({ row }: Entry): Plain => row;

function place(index: Map<string, Set<Entry>>, shape: KeyShape, entry: Entry): void {
  const text = shape.textOf(entry.row);
  const there = index.get(text);
  if (there) there.add(entry);
  else index.set(text, new Set([entry]));
}
