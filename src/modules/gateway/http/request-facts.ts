import type { FastifyRequest } from 'fastify';
import type { Attributes } from '#libs/telemetry';

/** A route of one order: its parameter is the order's id. */
const OF_ORDER = /\/orders\/:id\b/;

/** What the canonical record of a request says of who asked, and for which order. No bodies, no tokens and no Idempotency-Keys. */
export const requestFacts = ({ identity, headers, params, routeOptions }: FastifyRequest): Attributes => ({
  'user.id': identity?.userId,
  'cleave.user.role': identity?.role,
  'cleave.request.is_keyed': headers['idempotency-key'] !== undefined,
  'cleave.order.id': OF_ORDER.test(routeOptions.url ?? '') ? (params as { id: string }).id : undefined,
});
