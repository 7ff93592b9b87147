import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ACCESS, type Access } from './access.js';
import { Admission } from './admission.js';

/** Enforces the access rule of a route. A route without a rule is for admins only; the start refuses such a route of Cleave's own modules. */
@Injectable()
export class AuthGuard implements CanActivate {
  /** The rule by handler, cached: reading metadata is slow and its result never changes. */
  private readonly rules = new WeakMap<object, Access>();

  constructor(
    private readonly reflector: Reflector,
    private readonly admission: Admission,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = this.rules.get(context.getHandler()) ?? this.ruleOf(context);
    return this.admission.admit(context.getArgByIndex<FastifyRequest>(0), rule);
  }

  private ruleOf(context: ExecutionContext): Access {
    const targets = [context.getHandler(), context.getClass()];
    const rule = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets) ?? [];
    this.rules.set(context.getHandler(), rule);
    return rule;
  }
}
