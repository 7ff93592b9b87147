import { connectionsOf } from '../connections.js';
import type { Rule } from './rule.js';

/** PostgreSQL's default of superuser_reserved_connections. */
const RESERVED = 3;

/** Checked here, because a pool without connections fails only under load. */
export const connectionsFit: Rule = ({ placement, known, limits: { maxConnections, poolSize } }, refuse) => {
  if (maxConnections === undefined) return;
  for (const { server = 'the database server', connections } of connectionsOf(placement, known, poolSize))
    if (connections > maxConnections - RESERVED)
      refuse(
        ['processes'],
        `may open ${connections} connections to ${server}, which has ${maxConnections - RESERVED} (max_connections ${maxConnections}, ${RESERVED} for superusers): fewer replicas, a smaller pool, or a server of its own for a context`,
        'key',
      );
};
