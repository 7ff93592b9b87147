import type { Connection } from '#libs/database/wire';
import type { Ask } from '../projection.js';
import { rowsOf, statement } from './statement.js';

const begin = statement('begin', 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
const end = statement('end', 'COMMIT');
const giveUp = statement('give up', 'ROLLBACK');

/** The names under which questions are prepared: one for each text, and there are as many as sources have. */
const names = new Map<string, ReturnType<typeof statement>>();
function prepared(sql: string): ReturnType<typeof statement> {
  const known = names.get(sql) ?? statement(`question ${names.size}`, sql);
  names.set(sql, known);
  return known;
}

/**
 * Asks several questions of one state of the database. With two states, the names in a document could be older than its events, and
 * two documents of the same version could differ.
 */
export async function inSnapshot<T>(connection: Connection, work: (ask: Ask) => Promise<T>): Promise<T> {
  await connection.flight([begin()]);
  try {
    const result = await work((sql, values) => rowsOf(connection, prepared(sql)(...values)));
    await connection.flight([end()]);
    return result;
  } catch (error) {
    if (!connection.isLost) await connection.flight([giveUp()]).catch(() => undefined);
    throw error;
  }
}
