import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { DatabaseError } from '../database-error.js';

// building an index may take longer than a request's query may
const STATEMENT_MS = 600_000;
const LOCK_MS = 5_000;

/**
 * Runs the pending migrations of a context's database and returns their names. When several processes start at once, one runs them and
 * the others wait. A migration and its entry are committed together, so a killed process leaves no partial state, and its lock
 * is released with its connection.
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

/** Whether migrations are missing, checked without the lock, since most starts find none. Migrations of a newer release are ignored. */
async function pending(dataSource: DataSource): Promise<boolean> {
  const wanted = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  try {
    const done = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    return wanted.some((name) => !done.some((row) => row.name === name));
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return wanted.length > 0; // the table of migrations does not exist yet
    throw error;
  }
}

/**
 * Two connections with long timeouts, one of which holds the lock. When this process is killed, the server notices it within a second
 * and does not first finish the statement while holding its locks (a 30 s statement was seen to block the next start).
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
    await runner.query(`SET lock_timeout = ${STATEMENT_MS}`); // waiting for the migrations of another process must not time out
    await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [key]);
    return await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => undefined);
    await runner.release();
  }
}
