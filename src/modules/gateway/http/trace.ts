import type { FastifyRequest } from 'fastify';
import { traceIn } from '#libs/hosting/http';

/** The client's trace context, or a new one. */
export const traceOf = (request: FastifyRequest): string =>
  (request.traceparent ||= traceIn(request.headers.traceparent));
