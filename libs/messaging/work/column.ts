import { Column, type DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { isoOf } from '../iso.js';

/** A column of a table that decisions write. */
export interface TableColumn {
  readonly name: string;
  readonly property: string;
  /** The type name of PostgreSQL, for casts. */
  readonly type: string;
  readonly isPrimary: boolean;
  readonly isSeldom: boolean;
  /** Its values need no quotes in an array literal. */
  readonly isPlain: boolean;
  /** A value in the text form that PostgreSQL parses. */
  encode(value: unknown): string | number | boolean | null;
  readonly decode?: (value: unknown) => unknown;
}

/** A bigint column that is read as a number. pg returns bigints as text, and comparisons of text such as `'9' >= '10'` are wrong. */
export const Int64 = (options: { name?: string; nullable?: boolean } = {}): PropertyDecorator =>
  Column('bigint', {
    ...options,
    transformer: { to: (value: unknown) => value, from: (text: unknown) => (text === null ? null : Number(text)) },
  });

const SELDOM = 'cleave:seldom';
/** A column that few changes of a row concern: the update of rows of which none has changed it does not write it. */
export const Seldom = (): PropertyDecorator => Reflect.metadata(SELDOM, true) as PropertyDecorator;

const PLAIN = new Set([
  'uuid',
  'integer',
  'bigint',
  'smallint',
  'boolean',
  'timestamp with time zone',
  'double precision',
]);

export function columnOf(column: ColumnMetadata, dataSource: DataSource): TableColumn {
  const type = dataSource.driver.normalizeType(column);
  const refused = refusal(column);
  if (refused)
    throw new TypeError(
      `${column.entityMetadata.name}.${column.propertyName}: ${refused} cannot be written by a decision`,
    );
  return {
    name: column.databaseName,
    property: column.propertyName,
    type,
    isPrimary: column.isPrimary,
    isSeldom: isSeldom(column),
    isPlain: PLAIN.has(type),
    encode: encoder(type),
    decode: column.transformer && !Array.isArray(column.transformer) ? column.transformer.from : undefined,
  };
}

const isSeldom = ({ target, propertyName }: ColumnMetadata): boolean =>
  typeof target === 'function' && Reflect.hasMetadata(SELDOM, target.prototype as object, propertyName);

function refusal(column: ColumnMetadata): string | undefined {
  if (column.isArray) return 'an array column';
  if (column.enum) return 'an enum column';
  if (column.isGenerated) return 'a generated id';
  if (column.isCreateDate || column.isUpdateDate || column.isVersion) return 'a column that TypeORM fills in';
  if (column.relationMetadata) return 'a relation';
  return undefined;
}

function encoder(type: string): TableColumn['encode'] {
  if (type === 'jsonb' || type === 'json')
    return (value) => (value === null || value === undefined ? null : JSON.stringify(value));
  if (type === 'uuid')
    return (value) => (value === null || value === undefined ? null : (value as string).toLowerCase());
  return (value) => {
    if (value === null || value === undefined) return null;
    return value instanceof Date ? isoOf(value) : (value as string | number | boolean);
  };
}
