import type { Identity } from '#libs/messaging/contract';
import type { Span } from '#libs/telemetry';
import type { WideEvent } from '#libs/telemetry/nest-otel';

declare module 'fastify' {
  interface FastifyRequest {
    /** The user, set by the guard; null on public routes. */
    identity: Identity | null;
    /** Its W3C trace context; empty until `traceOf` computes it. */
    traceparent: string;
    /** Its span, until it is answered; null where it is not traced. */
    span: Span | null;
    /** What is written to the wide event of its span. */
    event: WideEvent | null;
    /** Its body as it came, on a route that is declared `@KeepsBody()`; empty elsewhere. */
    rawBody: string;
    /** The code of the problem that is its answer; empty where it is none. */
    problem: string;
  }
}

/** Properties added to Fastify's request; declared before the first request, so that all requests share one hidden class of V8. */
export const requestProperties = {
  identity: null,
  traceparent: '',
  span: null,
  event: null,
  rawBody: '',
  problem: '',
} as const;
