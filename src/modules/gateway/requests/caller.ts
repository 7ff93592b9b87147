import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '#libs/messaging/contract';
import { OPERATION, type Declared } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import { traceOf } from '../http/trace.js';

/** Whoever sent the HTTP request, as far as its token and headers tell. */
export interface Caller {
  /** Absent on public routes. */
  readonly identity?: Identity;
  /** Whose Idempotency-Keys these are: the user; on a public route whoever proves to be somebody with the request itself. */
  readonly client?: string;
  readonly traceparent: string;
  /** The header Idempotency-Key as it came. */
  readonly keyHeader?: string;
  /** What the route that was called says of itself. */
  readonly operation: Declared;
}

/** Gives a controller its caller, to be handed on with every message. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.getArgByIndex<FastifyRequest>(0);
  return {
    identity: request.identity ?? undefined,
    client: request.identity?.userId,
    traceparent: traceOf(request),
    keyHeader: request.headers['idempotency-key'] as string | undefined,
    operation: Reflect.getMetadata(OPERATION, context.getHandler()) as Declared,
  };
});

/**
 * The caller of a public route, who is known by the credentials that it sends. The password is a part of it: whoever knows an
 * address could else use up the keys of its owner.
 */
export const knownBy = (caller: Caller, { email, password }: { email: string; password: string }): Caller => ({
  ...caller,
  client: `${email}\0${password}`,
});

/** The user who is signed in. Throws on a public route, where nobody need be. */
export function signedIn({ identity }: Caller): Identity {
  if (!identity) throw new Problem(401, 'auth.token-missing');
  return identity;
}
