import type { Type } from '@nestjs/common';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { BoundStatement, Row } from '#libs/database';
import { KeyShape } from './key-shape.js';
import { columnOf, type TableColumn } from './column.js';
import type { Plain, Seen, Stored, ViewRow } from './rows.js';
import type { LoadMode } from './table-sql.js';
import { loadStatement, statementsOf, type LoadStatement, type TableStatements } from './table-statements.js';

/** A table that decisions load and write; its statements are made from TypeORM's metadata. */
export class Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly primary: readonly TableColumn[];
  /** Those that few updates change. */
  readonly seldom: readonly TableColumn[];
  readonly primaryShape: KeyShape;
  private readonly shapes = new Map<string, KeyShape>();
  private readonly loads = new Map<string, LoadStatement>();
  private readonly statements: TableStatements;

  constructor(
    readonly entity: Type<object>,
    metadata: EntityMetadata,
    dataSource: DataSource,
  ) {
    this.name = metadata.tableName;
    this.columns = metadata.columns.map((column) => columnOf(column, dataSource));
    this.primary = this.columns.filter((column) => column.isPrimary);
    this.seldom = this.columns.filter((column) => column.isSeldom);
    this.primaryShape = new KeyShape(this.primary);
    this.statements = statementsOf(this);
  }

  /** The columns of a key: the primary key for a plain value, otherwise the named properties. */
  shapeOf(key: unknown): KeyShape {
    if (typeof key !== 'object' || key === null) return this.primaryShape;
    const named = Object.keys(key).join(' ');
    let shape = this.shapes.get(named);
    if (!shape) this.shapes.set(named, (shape = this.newShape(Object.keys(key))));
    return shape;
  }

  load(shape: KeyShape, keys: readonly (readonly string[])[], mode: LoadMode): BoundStatement {
    const id = `${mode} ${shape.columns.map(({ name }) => name).join(' ')}`;
    let load = this.loads.get(id);
    if (!load) this.loads.set(id, (load = loadStatement(this, shape.columns, mode)));
    return load.bind(keys);
  }

  inserts(rows: readonly Plain[]): BoundStatement {
    return this.statements.insert.bind(rows);
  }

  /** Guarded: raises 40001 unless every row still has the loaded version. */
  updates(rows: readonly Stored[]): BoundStatement {
    const { update, wholeUpdate } = this.statements;
    return (rows.some((row) => row.changesSeldom) ? wholeUpdate : update).bind(rows, rows.length);
  }

  viewInserts(rows: readonly ViewRow[]): BoundStatement {
    return this.statements.viewInsert.bind(rows);
  }

  upserts(rows: readonly ViewRow[]): BoundStatement {
    return this.statements.upsert.bind(rows);
  }

  /** For rows taken from memory and not written: raises 40001 unless each is unchanged, or still absent. */
  guards(rows: readonly Seen[], mode: 'locked' | 'unlocked'): BoundStatement {
    const present = rows.filter(({ xmin }) => xmin > 0).length;
    return this.statements.guard[mode].bind(rows, present);
  }

  /** A row that a decision has set, in the form in which it would be read: missing properties are null. */
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

  private newShape(properties: readonly string[]): KeyShape {
    const columns = this.columns.filter(({ property }) => properties.includes(property));
    const stranger = properties.find((name) => !columns.some(({ property }) => property === name));
    if (stranger !== undefined || !columns.length)
      throw new TypeError(`${this.entity.name} has no key column "${stranger ?? ''}"`);
    const isPrimary = columns.length === this.primary.length && columns.every((column) => column.isPrimary);
    return isPrimary ? this.primaryShape : new KeyShape(columns);
  }
}
