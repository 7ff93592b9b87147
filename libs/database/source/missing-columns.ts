import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

const COLUMNS = `
  SELECT relname AS table, attname AS column
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
  WHERE relnamespace = current_schema()::text::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
    AND attnum > 0 AND NOT attisdropped`;

/** The columns that the entities of a connected source declare and its database does not have, in one question. */
export async function missingColumns(dataSource: DataSource): Promise<readonly ColumnMetadata[]> {
  const rows = await dataSource.query<{ table: string; column: string }[]>(COLUMNS);
  const present = new Set(rows.map(({ table, column }) => `${table}.${column}`));
  return dataSource.entityMetadatas.flatMap(({ tableName, columns }) =>
    columns.filter(({ databaseName }) => !present.has(`${tableName}.${databaseName}`)),
  );
}
