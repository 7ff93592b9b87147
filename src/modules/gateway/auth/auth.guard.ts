import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '#libs/messaging/contract';
import { Problem } from '../problems/problem.js';
import { ACCESS, type Access } from './access.js';
import { AccessTokens } from './access-tokens.js';

const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Enforces the access rule of a route. A route without a rule is for admins only; the start refuses such a route of Cleave's own modules. */
@Injectable()
export class AuthGuard implements CanActivate {
  /** The rule by handler, cached: reading metadata is slow and its result never changes. */
  private readonly rules = new WeakMap<object, Access>();

  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokens,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = this.rules.get(context.getHandler()) ?? this.ruleOf(context);
    if (rule === 'anybody') return true;
    const request = context.getArgByIndex<FastifyRequest>(0);
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw unauthorized(request);
    const identity = this.tokens.identify(token);
    return identity instanceof Promise
      ? identity.then((verified) => admit(request, rule, verified))
      : admit(request, rule, identity);
  }

  private ruleOf(context: ExecutionContext): Access {
    const targets = [context.getHandler(), context.getClass()];
    const rule = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets) ?? [];
    this.rules.set(context.getHandler(), rule);
    return rule;
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
