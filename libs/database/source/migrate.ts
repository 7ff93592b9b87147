import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { DatabaseError } from '../database-error.js';

// building an index may take longer than any query of a request may
const STATEMENT_MS = 600_000;
const LOCK_MS = 5_000;

/**
 * Brings the database of a context up to date and gives the names of the migrations that it ran. However many processes
 * begin at once, one runs them and the others wait. A migration and its entry commit together, so a process that is
 * killed leaves nothing half done, and its lock is freed with its connection.
 *
 * @throws DatabaseError `database.migration-failed` with the migration's own error as cause
 */
export async function migrate(dataSource: DataSource, name: string): Promise<string[]> {
  if (!dataSource.isInitialized) await dataSource.initialize();
  if (!(await pending(dataSource))) return [];
  const source = await patientCopy(dataSource).initialize();
  try {
    return await underLock(source, `migrate:${name}`, async () => {
      const ran = await source.runMigrations({ transaction: 'each' });
      return ran.map((migration) => migration.name);
    });
  } catch (error) {
    throw new DatabaseError(
      'database.migration-failed',
      `The migrations of ${name} fail: ${(error as Error).message}.`,
      { cause: error },
    );
  } finally {
    await source.destroy();
  }
}

/** Most starts find nothing to do, and then need no lock. Migrations of a newer release are none of ours. */
async function pending(dataSource: DataSource): Promise<boolean> {
  const wanted = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  try {
    const done = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    return wanted.some((name) => !done.some((row) => row.name === name));
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return wanted.length > 0; // no such table yet
    throw error;
  }
}

/**
 * Two connections (one holds the lock) that may take their time. When this process is killed, the server notices within
 * a second instead of finishing the statement first, with its locks held (a 30 s statement was seen to block the next).
 */
function patientCopy(dataSource: DataSource): DataSource {
  const options = dataSource.options as PostgresDataSourceOptions;
  const extra = {
    ...options.extra,
    options: '-c client_connection_check_interval=1s',
    query_timeout: STATEMENT_MS + 5_000,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
  };
  return new DataSource({ ...options, poolSize: 2, extra });
}

async function underLock<T>(source: DataSource, key: string, work: () => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.query(`SET lock_timeout = ${STATEMENT_MS}`); // waiting for another process's migrations is no failure
    await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [key]);
    return await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => undefined);
    await runner.release();
  }
}
