import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { wideEvents } from '#libs/telemetry/nest-otel';

/** A route of one order: its parameter is the order's id. */
const OF_ORDER = /\/orders\/:id\b/;

/**
 * One wide event for each request, on its span: who asked, for which order, what was asked of which context, what the answer lacks.
 * No bodies, no tokens and no Idempotency-Keys. Undefined where telemetry is off.
 */
export const requestEvents = wideEvents((context: ExecutionContext) => {
  const { identity, headers, params, routeOptions } = context.getArgByIndex<FastifyRequest>(0);
  return {
    'user.id': identity?.userId,
    'cleave.user.role': identity?.role,
    'cleave.request.is_keyed': headers['idempotency-key'] !== undefined,
    'cleave.order.id': OF_ORDER.test(routeOptions.url ?? '') ? (params as { id: string }).id : undefined,
  };
});
