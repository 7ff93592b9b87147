import type { FastifyRequest } from 'fastify';
import { traceIn } from '#libs/hosting/http';

/** The trace that the client began, or one that begins here. */
export const traceOf = (request: FastifyRequest): string =>
  (request.traceparent ||= traceIn(request.headers.traceparent));
