import { DataSource, type EntitySchema, type MigrationInterface, type MixedList } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { SafeClient } from './safe-client.js';
import { silentLogger } from './silent-logger.js';

export interface ContextDataSourceOptions {
  /** The context; what `@InjectDataSource` asks for. */
  name: string;
  /** Of the context's database, by its own role. */
  url: string;
  entities: (Function | EntitySchema)[];
  migrations: (new () => MigrationInterface)[];
  /** Connections at most. */
  poolSize: number;
  /** PostgreSQL refuses every write. @defaultValue false */
  readOnly?: boolean;
}

/**
 * A DataSource for queries, migrations and metadata, not connected yet (`initialize()`). Nothing on it waits for ever:
 * 2 s for a connection, 8 s a statement (10 s where the network swallows the answer), 3 s a lock, 10 s an idle
 * transaction.
 */
export function contextDataSource(options: ContextDataSourceOptions): DataSource {
  return new DataSource(contextDataSourceOptions(options));
}

/** The same as options, for `TypeOrmModule.forRoot`. */
export function contextDataSourceOptions(
  options: ContextDataSourceOptions,
): PostgresDataSourceOptions & { name: string } {
  const { name, url, entities, migrations, poolSize, readOnly = false } = options;
  return {
    type: 'postgres',
    name,
    url,
    entities: entities as MixedList<Function>,
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    migrationsRun: false,
    installExtensions: false, // the context's role may not
    logger: silentLogger,
    applicationName: `cleave-${name}`,
    poolSize,
    connectTimeoutMS: 4_000, // also the wait for a free one: below the deadline of a request, above the lag of a burst
    poolErrorHandler: () => undefined, // an idle connection that is ended leaves the pool; that is all
    isolationLevel: 'READ COMMITTED',
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    extra: {
      Client: SafeClient,
      query_timeout: 10_000,
      statement_timeout: 8_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      maxLifetimeSeconds: 1_800,
      ...(readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
    },
  };
}
