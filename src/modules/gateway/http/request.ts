import type { Identity } from '#libs/messaging/contract';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent it, as the guard found; null on public routes. */
    identity: Identity | null;
    /** Its W3C trace context; empty until somebody asks for it by `traceOf`. */
    traceparent: string;
  }
}

/** What a request carries beside Fastify's own; declared before the first one, so that all have one shape. */
export const requestProperties = { identity: null, traceparent: '' } as const;
