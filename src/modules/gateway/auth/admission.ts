import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '#libs/messaging/contract';
import { Problem } from '../problems/problem.js';
import type { Access } from './access.js';
import { AccessTokens } from './access-tokens.js';

const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Lets in whom an access rule allows: for the guard of the controllers, and for proxied routes, which no guard of Nest sees. */
@Injectable()
export class Admission {
  constructor(private readonly tokens: AccessTokens) {}

  /** Sets the request's identity. Throws a Problem; a promise when the token was not seen before. */
  admit(request: FastifyRequest, rule: Access): true | Promise<true> {
    if (rule === 'anybody') return true;
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw unauthorized(request);
    const identity = this.tokens.identify(token);
    return identity instanceof Promise
      ? identity.then((verified) => admit(request, rule, verified))
      : admit(request, rule, identity);
  }
}

function admit(request: FastifyRequest, rule: Access, identity: Identity | undefined): true {
  if (!identity) throw unauthorized(request);
  request.identity = identity; // also of who is refused: the log says whom
  if (rule !== 'signed-in' && identity.role !== 'admin' && !rule.includes(identity.role))
    throw new Problem(403, 'auth.not-allowed', undefined, challenge('error="insufficient_scope"'));
  return true;
}

function unauthorized({ headers }: FastifyRequest): Problem {
  return headers.authorization === undefined
    ? new Problem(401, 'auth.token-missing', undefined, challenge())
    : new Problem(401, 'auth.token-invalid', undefined, challenge('error="invalid_token"'));
}

const challenge = (reason?: string) => ({
  headers: { 'www-authenticate': ['Bearer realm="cleave"', reason].filter(Boolean).join(', ') },
});
