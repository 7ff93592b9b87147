import type { BoundStatement, Connection } from '#libs/database';
import { BEGIN, ROLLBACK } from '../inbox/inbox-sql.js';

const CORE = ['event', 'inbox', 'outbox', 'outbox_bundle', 'reply'];
/** Usually more than the free space on the last page, so that the table must grow; less than what PostgreSQL compresses or moves to TOAST. */
const BALLAST_BYTES = 1_900;

const bare = (name: string, text: string): BoundStatement => ({ statement: { name, text }, values: [] });

/**
 * A test write that is rolled back. It locks all tables as a batch does and adds rows to two tables that grow with every order, so
 * it detects a full disk, a locked table and a read-only database.
 *
 * @param tables  the context's own tables
 * @returns a function that rejects with the error of the database
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
