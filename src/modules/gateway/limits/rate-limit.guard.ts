import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ACCESS, type Access } from '../auth/access.js';
import { RateLimits } from './rate-limits.js';

/**
 * Limits the requests of each user. It stands behind the guard that knows the user. Nothing has to be declared for it: a route whose
 * access rule is a list of roles belongs to operators, all others are reads or writes by their method.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  /** Whether a handler is for operators, cached: reading metadata is slow and its result never changes. */
  private readonly forOperators = new WeakMap<object, boolean>();

  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
  ) {}

  canActivate(context: ExecutionContext): true {
    const request = context.getArgByIndex<FastifyRequest>(0);
    const isOperators = this.forOperators.get(context.getHandler()) ?? this.look(context);
    const problem = this.limits.problemOfUser(request, isOperators ? 'operations' : undefined);
    if (problem) throw problem;
    return true;
  }

  private look(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    const isOperators = Array.isArray(this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets) ?? []);
    this.forOperators.set(context.getHandler(), isOperators);
    return isOperators;
  }
}
