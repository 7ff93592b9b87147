import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

const VERSION = /^(?:0|[1-9]\d{0,8})$/;

/** The version that the client has seen last: that of `Last-Event-ID`, 0 without it. Throws a 400 for any other text. */
export function lastVersion(header: string | string[] | undefined): number {
  if (header === undefined) return 0;
  if (typeof header !== 'string' || !VERSION.test(header)) throw new Problem(400, 'request.invalid-last-event-id');
  return Number(header);
}

/** Injects the version of `Last-Event-ID` into a controller's method. */
export const LastVersion = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  lastVersion(context.getArgByIndex<FastifyRequest>(0).headers['last-event-id']),
);
