import { DataSource, type EntitySchema, type MigrationInterface, type MixedList } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { SafeClient } from './safe-client.js';
import { silentLogger } from './silent-logger.js';

export interface ContextDataSourceOptions {
  /** The context; also the name for `@InjectDataSource`. */
  name: string;
  /** URL of the context's database with its own role. */
  url: string;
  entities: (Function | EntitySchema)[];
  migrations: (new () => MigrationInterface)[];
  /** Maximum number of connections. */
  poolSize: number;
  /** PostgreSQL refuses every write. @defaultValue false */
  readOnly?: boolean;
}

/**
 * A DataSource for queries, migrations and metadata, not connected yet (`initialize()`). Every wait has a timeout: 2 s for a
 * connection, 8 s for a statement (10 s when the network loses the answer), 3 s for a lock, 10 s for an idle transaction.
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
    installExtensions: false, // the context's role has no permission for it
    logger: silentLogger,
    applicationName: `cleave-${name}`,
    poolSize,
    connectTimeoutMS: 4_000, // also the wait for a free connection: shorter than the deadline of a request, longer than the delay in a load peak
    poolErrorHandler: () => undefined, // an idle connection that ends is removed from the pool, and nothing else need be done
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
