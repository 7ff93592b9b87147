import type { Backend, Connection } from './connection.js';

const statement = {
  name: 'end-backend',
  text: `SELECT pg_terminate_backend(pid, 5000) AS ended FROM pg_stat_activity WHERE pid = $1::int AND backend_start = $2::timestamptz`,
};

/**
 * Ends a backend of one's own role and waits until it is gone. When a COMMIT's answer is lost, its backend may still be at
 * work: an idle ghost kept its row locks for ten seconds, so it is ended before the same items are tried again.
 */
export async function endBackend(connection: Connection, { pid, startedAt }: Backend): Promise<void> {
  await connection.flight([{ statement, values: [pid, startedAt] }]);
}
