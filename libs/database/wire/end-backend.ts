import type { Backend, Connection } from './connection.js';

const statement = {
  name: 'end-backend',
  text: `SELECT pg_terminate_backend(pid, 5000) AS ended FROM pg_stat_activity WHERE pid = $1::int AND backend_start = $2::timestamptz`,
};

/**
 * Terminates a backend of the same role and waits until it is gone. When the answer to a COMMIT is lost, the backend may still run: one
 * kept its row locks for ten seconds, so it is terminated before the same items are tried again.
 */
export async function endBackend(connection: Connection, { pid, startedAt }: Backend): Promise<void> {
  await connection.flight([{ statement, values: [pid, startedAt] }]);
}
