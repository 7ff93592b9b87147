import type { DataSource } from 'typeorm';
import { contextDataSource, migrate } from '#libs/database';
import type { Place } from '#libs/declarations';
import { fault } from '../fault/index.js';
import type { Host } from '../host.js';
import { withOpsTables } from '../ops/operations.js';
import { coreMigrations } from '../schema/core-migrations.js';
import { checkColumns } from './check-columns.js';
import type { ContextOptions } from './context-options.js';

/**
 * The context's own database, connected and up to date.
 * @param declared  where its module says what it is
 */
export async function openDatabase(
  { name, entities, migrations }: ContextOptions,
  host: Host,
  declared: Place,
): Promise<DataSource> {
  const dataSource = contextDataSource({
    name,
    url: host.urlOf(name),
    entities: withOpsTables(entities),
    migrations: [...coreMigrations, ...migrations],
    poolSize: host.poolSizeOf(name),
    readOnly: true, // for queries only: decisions and migrations have connections of their own
  });
  await dataSource.initialize();
  try {
    await fault('start.before_migrate');
    await migrate(dataSource, name);
    await checkColumns(dataSource, declared);
    return dataSource;
  } catch (error) {
    await dataSource.destroy(); // otherwise its connections keep a process alive that could not start
    throw error;
  }
}
