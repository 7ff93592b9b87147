import { hash } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { DataSource, EntityMetadata } from 'typeorm';
import { arrayLiteral, plainLiteral, type Call, type Row, type Statement } from '#libs/database';
import { KeyShape } from './key-shape.js';
import { columnOf, type TableColumn } from './column.js';
import { guardText, insertText, loadText, updateText, upsertText, viewInsertText, type LoadMode } from './table-sql.js';

/** A row as a decision sees it: plain, keyed by property. */
export type Plain = Readonly<Record<string, unknown>>;
export type { KeyShape };
/** A row as it is stored, and the transaction that wrote it: whoever changes the row, by hand too, changes its xmin. */
export interface Stored {
  readonly row: Plain;
  /** A transaction id of 32 bits; 0: there is no such row. */
  readonly xmin: number;
}
/** A row of a view, and the version of the stream that it follows from. */
export interface ViewRow {
  readonly row: Plain;
  readonly version: number;
}

/** A table that decisions load and write; its set statements follow from TypeORM's metadata, one text each. */
export class Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly primary: readonly TableColumn[];
  readonly primaryShape: KeyShape;
  private readonly shapes = new Map<string, KeyShape>();
  private readonly loads = new Map<string, Statement>();
  private readonly insert: Statement;
  private readonly update: Statement;
  private readonly viewInsert: Statement;
  private readonly upsert: Statement;
  private readonly guard: Statement;
  private readonly guardUnlocked: Statement;

  constructor(
    readonly entity: Type<object>,
    metadata: EntityMetadata,
    dataSource: DataSource,
  ) {
    this.name = metadata.tableName;
    this.columns = metadata.columns.map((column) => columnOf(column, dataSource));
    this.primary = this.columns.filter((column) => column.isPrimary);
    this.primaryShape = new KeyShape(this.primary);
    const shape = { table: this.name, columns: this.columns, primary: this.primary };
    this.insert = { name: `insert ${this.name}`, text: insertText(shape) };
    this.update = { name: `update ${this.name}`, text: updateText(shape) };
    this.viewInsert = { name: `insert view ${this.name}`, text: viewInsertText(shape) };
    this.upsert = { name: `upsert ${this.name}`, text: upsertText(shape) };
    this.guard = { name: `guard ${this.name}`, text: guardText(shape, 'locked') };
    this.guardUnlocked = { name: `guard unlocked ${this.name}`, text: guardText(shape, 'unlocked') };
  }

  /** The key columns that a key speaks of: the primary key for a plain value, else the properties named. */
  shapeOf(key: unknown): KeyShape {
    if (typeof key !== 'object' || key === null) return this.primaryShape;
    const named = Object.keys(key).join(' ');
    let shape = this.shapes.get(named);
    if (!shape) this.shapes.set(named, (shape = this.newShape(Object.keys(key))));
    return shape;
  }

  load(shape: KeyShape, keys: readonly (readonly string[])[], mode: LoadMode): Call {
    const id = `${mode} ${this.name} ${shape.columns.map((column) => column.name).join(' ')}`;
    let statement = this.loads.get(id);
    if (!statement) {
      const of = { table: this.name, columns: this.columns, primary: this.primary };
      statement = { name: nameOf(id), text: loadText(of, shape.columns, mode) };
      this.loads.set(id, statement);
    }
    return {
      statement,
      values: shape.columns.map((column, i) =>
        literalOf(
          column,
          keys.map((key) => key[i]!),
        ),
      ),
    };
  }

  inserts(rows: readonly Plain[]): Call {
    return { statement: this.insert, values: this.arrays(rows, this.columns) };
  }

  /** Guarded: raises 40001 unless every row is still as it was loaded. */
  updates(rows: readonly Stored[]): Call {
    const plain = rows.map(({ row }) => row);
    const xmins = plainLiteral(rows.map(({ xmin }) => xmin));
    return { statement: this.update, values: [...this.arrays(plain, this.columns), xmins, rows.length] };
  }

  viewInserts(rows: readonly ViewRow[]): Call {
    return { statement: this.viewInsert, values: this.withVersions(rows) };
  }

  upserts(rows: readonly ViewRow[]): Call {
    return { statement: this.upsert, values: this.withVersions(rows) };
  }

  /** For rows that are remembered and not written: raises 40001 unless each is as it was, absent ones included. */
  guards(rows: readonly { key: readonly string[]; xmin: number }[], mode: 'locked' | 'unlocked'): Call {
    const keys = this.primary.map((column, i) =>
      literalOf(
        column,
        rows.map(({ key }) => key[i]!),
      ),
    );
    const present = rows.filter(({ xmin }) => xmin > 0).length;
    return {
      statement: mode === 'locked' ? this.guard : this.guardUnlocked,
      values: [...keys, plainLiteral(rows.map(({ xmin }) => xmin)), present],
    };
  }

  /** A row that a decision has set, as it would be read: what it leaves out is null. */
  asRead(row: Plain): Plain {
    if (this.columns.every(({ property }) => row[property] !== undefined)) return row;
    return Object.fromEntries(this.columns.map(({ property }) => [property, row[property] ?? null]));
  }

  revive(row: Row): Stored {
    const { $xmin, ...plain } = row;
    for (const column of this.columns)
      if (column.decode) plain[column.property] = column.decode(plain[column.property]);
    return { row: plain, xmin: $xmin as number };
  }

  private withVersions(rows: readonly ViewRow[]): string[] {
    const plain = rows.map(({ row }) => row);
    return [...this.arrays(plain, this.columns), plainLiteral(rows.map(({ version }) => version))];
  }

  private arrays(rows: readonly Plain[], columns: readonly TableColumn[]): string[] {
    return columns.map((column) =>
      literalOf(
        column,
        rows.map((row) => column.encode(row[column.property])),
      ),
    );
  }

  private newShape(properties: readonly string[]): KeyShape {
    const columns = this.columns.filter(({ property }) => properties.includes(property));
    const stranger = properties.find((name) => !columns.some(({ property }) => property === name));
    if (stranger !== undefined || !columns.length)
      throw new TypeError(`${this.entity.name} has no key column "${stranger ?? ''}"`);
    const isPrimary = columns.length === this.primary.length && columns.every((column) => column.isPrimary);
    return isPrimary ? this.primaryShape : new KeyShape(columns);
  }
}

/** PostgreSQL keeps 63 bytes of a statement's name; two long ones must not become one. */
const nameOf = (id: string): string =>
  id.length <= 63 ? id : `${id.slice(0, 46)} ${hash('md5', id, 'hex').slice(0, 16)}`;

/** Ids, numbers and times need no quotes. */
const literalOf = ({ isPlain }: TableColumn, values: Parameters<typeof arrayLiteral>[0]): string =>
  isPlain ? plainLiteral(values) : arrayLiteral(values);
