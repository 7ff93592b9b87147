import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#libs/messaging/contract';
import type { Problem } from '../problems/problem.js';

/** How long a refusal is repeated without asking the context again. Capacity that becomes free within this time stays unused. */
const MOST_BELIEVED_MS = 50;

type Request = Pick<FastifyRequest, 'routeOptions'>;

/**
 * Routes whose context has just refused a request because of overload. The next requests receive the same 503 before their token and
 * body are read: at twice the possible load every second request is refused, at the expense of the CPU time for accepted orders.
 */
@Injectable()
export class ClosedRoutes {
  private readonly routes = new Map<unknown, { readonly problem: Problem; readonly until: number }>();

  /** @param error  the answer of the route's context, which `problem` translates for the client */
  note(request: Request, error: unknown, problem: Problem, now = performance.now()): void {
    if (!(error instanceof Refusal) || error.code !== 'context.overloaded') return;
    const believedMs = Math.min(MOST_BELIEVED_MS, Number(error.details?.['retryAfterMs'] ?? 0));
    this.routes.set(keyOf(request), { problem, until: now + believedMs });
  }

  /** The problem with which to refuse this request at once; undefined: the request goes to its context. */
  problemOf(request: Request, now = performance.now()): Problem | undefined {
    const closed = this.routes.get(keyOf(request));
    return closed && now < closed.until ? closed.problem : undefined;
  }
}

/** Fastify has one such object for each route. */
const keyOf = ({ routeOptions }: Request): unknown => routeOptions.config;
