import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '#libs/messaging/contract';
import { Problem } from '../problems/problem.js';
import { traceOf } from '../http/trace.js';

/** Whoever sent the HTTP request, as far as its token and headers tell. */
export interface Caller {
  /** Absent on public routes. */
  readonly identity?: Identity;
  readonly traceparent: string;
  /** The header Idempotency-Key as it came. */
  readonly keyHeader?: string;
}

/** Gives a controller its caller, to be handed on with every message. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.getArgByIndex<FastifyRequest>(0);
  return {
    identity: request.identity ?? undefined,
    traceparent: traceOf(request),
    keyHeader: request.headers['idempotency-key'] as string | undefined,
  };
});

/** The user who is signed in. Throws on a public route, where nobody need be. */
export function signedIn({ identity }: Caller): Identity {
  if (!identity) throw new Problem(401, 'auth.token-missing');
  return identity;
}
