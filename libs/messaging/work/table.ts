import { hash } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { DataSource, EntityMetadata } from 'typeorm';
import { arrayLiteral, plainLiteral, type Call, type Row, type Statement } from '#libs/database';
import { KeyShape } from './key-shape.js';
import { columnOf, type TableColumn } from './column.js';
import { insertText, loadText, updateText, upsertText, viewInsertText, type LoadMode } from './table-sql.js';

/** A row as a decision sees it: plain, keyed by property. */
export type Plain = Readonly<Record<string, unknown>>;
export type { KeyShape };
/** A row with the engine's version of it. */
export interface Versioned {
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

  /** Guarded: raises 40001 unless every row still has the version that was loaded. */
  updates(rows: readonly Versioned[]): Call {
    return { statement: this.update, values: [...this.withVersions(rows), rows.length] };
  }

  viewInserts(rows: readonly Versioned[]): Call {
    return { statement: this.viewInsert, values: this.withVersions(rows) };
  }

  upserts(rows: readonly Versioned[]): Call {
    return { statement: this.upsert, values: this.withVersions(rows) };
  }

  revive(row: Row): Versioned {
    const { $version, ...plain } = row;
    for (const column of this.columns)
      if (column.decode) plain[column.property] = column.decode(plain[column.property]);
    return { row: plain, version: $version as number };
  }

  private withVersions(rows: readonly Versioned[]): string[] {
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
