import type { Identity } from '#libs/messaging/contract';

declare module 'fastify' {
  interface FastifyRequest {
    /** The user, set by the guard; null on public routes. */
    identity: Identity | null;
    /** Its W3C trace context; empty until `traceOf` computes it. */
    traceparent: string;
    /** The code of the problem that it was answered with; empty: none. */
    problem: string;
  }
}

/** Properties added to Fastify's request; declared before the first request, so that all requests share one hidden class of V8. */
export const requestProperties = { identity: null, traceparent: '', problem: '' } as const;
