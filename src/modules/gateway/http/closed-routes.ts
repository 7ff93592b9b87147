import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#libs/messaging/contract';
import type { Problem } from '../problems/problem.js';

/** So long what a context said is believed without asking it again; what ends meanwhile is room that stays empty. */
const MOST_BELIEVED_MS = 50;

type Request = Pick<FastifyRequest, 'routeOptions'>;

/**
 * Routes whose context has just said that it has too much to do, and when there will be room. The next requests are refused in the
 * same words before their token and body are looked at: with twice as many orders as are possible, half of the time that a
 * refusal takes is taken from an order.
 */
@Injectable()
export class ClosedRoutes {
  private readonly routes = new Map<unknown, { readonly problem: Problem; readonly until: number }>();

  /** @param error  what the route's context answered, told as `problem` */
  note(request: Request, error: unknown, problem: Problem, now = performance.now()): void {
    if (!(error instanceof Refusal) || error.code !== 'context.overloaded') return;
    const believedMs = Math.min(MOST_BELIEVED_MS, Number(error.details?.['retryAfterMs'] ?? 0));
    this.routes.set(keyOf(request), { problem, until: now + believedMs });
  }

  /** How to refuse this request at once; undefined: its context is asked. */
  problemOf(request: Request, now = performance.now()): Problem | undefined {
    const closed = this.routes.get(keyOf(request));
    return closed && now < closed.until ? closed.problem : undefined;
  }
}

/** Fastify has one such object for each route. */
const keyOf = ({ routeOptions }: Request): unknown => routeOptions.config;
