import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '#libs/messaging/contract';
import { OPERATION, type Declared } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import { traceOf } from '../http/trace.js';

/** The sender of the HTTP request, by its token and headers. */
export interface Caller {
  /** Absent on public routes. */
  readonly identity?: Identity;
  /** The scope of the caller's Idempotency-Keys: the user; on a public route the credentials in the request. */
  readonly client?: string;
  readonly traceparent: string;
  /** The header Idempotency-Key as it came. */
  readonly keyHeader?: string;
  /** The `@Operation` of the called route. */
  readonly operation: Declared;
}

/** Injects the caller into a controller's method, which passes it on with every message. */
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
 * The caller of a public route, identified by the credentials in the request. They include the password: otherwise anybody who
 * knows an e-mail address could occupy the Idempotency-Keys of its owner.
 */
export const knownBy = (caller: Caller, { email, password }: { email: string; password: string }): Caller => ({
  ...caller,
  client: `${email}\0${password}`,
});

/** The signed-in user. Throws on a public route, which may be called without one. */
export function signedIn({ identity }: Caller): Identity {
  if (!identity) throw new Problem(401, 'auth.token-missing');
  return identity;
}
