import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const MAX_WAIT_SECONDS = 30;
const WAIT = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=[,;]|$)/i;

/** The seconds that `Prefer: wait=N` (RFC 7240) asks for, at most 30; 0 without it. A preference is never an error. */
export const preferredWait = (header: string | undefined): number =>
  header === undefined ? 0 : Math.min(Number(WAIT.exec(header)?.[1] ?? 0), MAX_WAIT_SECONDS);

/** Gives a controller the seconds for which the client would like to wait. */
export const PreferredWait = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  preferredWait(context.getArgByIndex<FastifyRequest>(0).headers.prefer as string | undefined),
);
