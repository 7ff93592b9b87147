import { dirname } from 'node:path';
import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { DatabaseError, missingColumns } from '#libs/database';
import { placeOfMember, type Place } from '#libs/declarations';

/**
 * After the migrations: every column that an entity declares is there. Without this a context started, said that it was
 * healthy and answered 500.
 *
 * @param declared  where the module of the context lists its migrations
 * @throws DatabaseError `database.migration-missing`
 */
export async function checkColumns(dataSource: DataSource, declared: Place): Promise<void> {
  const missing = await missingColumns(dataSource);
  if (!missing.length) return;
  const module = declared().replace(/:\d+$/, '');
  const lines = missing.map(
    (column) => `  - column ${textOf(column)}, declared in ${placeOf(column, dirname(module))}`,
  );
  const file = `${dirname(module)}/data/migrations/000N-what.ts`;
  const message = `No migration makes these columns: write ${file}, and list it in the migrations of ${module}.`;
  throw new DatabaseError('database.migration-missing', [message, ...lines].join('\n'));
}

const textOf = ({ entityMetadata: { tableName }, databaseName }: ColumnMetadata): string =>
  `${tableName}.${databaseName}`;

const placeOf = ({ entityMetadata: { name }, propertyName }: ColumnMetadata, folder: string): string =>
  placeOfMember(folder, name, propertyName) ?? name;
