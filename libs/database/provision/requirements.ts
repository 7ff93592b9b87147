import type { Client } from 'pg';
import { DatabaseError } from '../database-error.js';

const OLDEST = 15;

interface Server {
  version: string;
  major: number;
  commit: string;
  connections: number;
}

/**
 * Throws DatabaseError `too-old`, `not-durable` or `too-few-connections`. `connections` is the maximum of all pools of all processes
 * together.
 */
export async function checkRequirements(client: Client, connections = 0): Promise<void> {
  const server = await ask(client);
  if (server.major < OLDEST) {
    throw new DatabaseError(
      'database.too-old',
      `Cleave needs PostgreSQL ${OLDEST} or later; the server is ${server.version}.`,
    );
  }
  if (server.commit === 'off') {
    throw new DatabaseError(
      'database.not-durable',
      'synchronous_commit is off on the server: a crash would lose orders that were already answered; set it to on.',
    );
  }
  if (connections > server.connections) {
    throw new DatabaseError(
      'database.too-few-connections',
      `The pools may open ${connections} connections together and PostgreSQL allows ${server.connections}; lower CLEAVE_POOL_SIZE or raise max_connections.`,
    );
  }
}

async function ask(client: Client): Promise<Server> {
  // current_setting(…, true) is null for unknown settings: reserved_connections exists since version 16
  const { rows } = await client.query<Server>(`
    SELECT current_setting('server_version') AS version,
           current_setting('server_version_num')::int / 10000 AS major,
           current_setting('synchronous_commit') AS commit,
           current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
             - coalesce(current_setting('reserved_connections', true), '0')::int AS connections`);
  return rows[0]!;
}
