import pg from 'pg';
import { DatabaseError } from './database-error.js';

/**
 * Runs `work` on one connection to an admin database. Throws DatabaseError `database.unreachable` (no server, wrong
 * password, no such database) and passes on what `work` throws.
 */
export async function adminSession<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 5_000,
    query_timeout: 60_000, // the provisioning lock may be held for as long as CREATE DATABASE of all contexts takes
    statement_timeout: 55_000,
    application_name: 'cleave-admin',
  });
  client.on('error', () => undefined); // the running statement reports the error
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new DatabaseError(
      'database.unreachable',
      `PostgreSQL at ${placeOf(adminUrl)} cannot be reached: ${reasonOf(error)}.`,
      { cause: error },
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Host, port and database of a URL; never its password. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  const { errors, message, code } = error as AggregateError & { code?: string };
  return errors?.[0] ? reasonOf(errors[0]) : ((message || code) ?? 'unknown reason'); // localhost has two addresses: an AggregateError without a message
}
