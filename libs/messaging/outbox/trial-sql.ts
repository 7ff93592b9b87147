import type { Call, Connection } from '#libs/database';
import { BEGIN, ROLLBACK } from '../inbox/inbox-sql.js';

const CORE = ['event', 'inbox', 'outbox', 'outbox_bundle', 'reply'];
/** More than the last page of a full table has left, as a rule, and less than what PostgreSQL would compress or store elsewhere. */
const BALLAST_BYTES = 1_900;

const bare = (name: string, text: string): Call => ({ statement: { name, text }, values: [] });

/**
 * A write as every batch does one, and then taken back: all tables are locked as a batch locks those that it writes, and rows are
 * added to two that grow with every order. It meets a full disk, a locked table, a database that is read-only.
 *
 * @param tables  of the context itself
 * @returns a function that rejects with what the database says
 */
export function tryWrite(tables: readonly string[]): (connection: Connection) => Promise<void> {
  const all = [...CORE, ...tables].map((name) => `"${name}"`).join(', ');
  const ballast = `repeat('x', ${BALLAST_BYTES})`;
  const calls = [
    BEGIN,
    bare('trial lock', `LOCK TABLE ${all} IN ROW EXCLUSIVE MODE`),
    bare(
      'trial event',
      `INSERT INTO event (stream, version, type, data, headers, at)
       VALUES ('trial-' || gen_random_uuid(), 0, 'trial', ${ballast}, '', now())`,
    ),
    bare(
      'trial outbox',
      `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
       VALUES (gen_random_uuid(), 'nobody', 'trial', '', ${ballast}, '', 'infinity', 0, 'trial')`,
    ),
    ROLLBACK,
  ];
  return async (connection) => {
    try {
      await connection.flight(calls);
    } catch (error) {
      if (!connection.isLost) await connection.flight([ROLLBACK]).catch(() => undefined);
      throw error;
    }
  };
}
