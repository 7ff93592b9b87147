import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const MAX_WAIT_SECONDS = 30;
const WAIT = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=[,;]|$)/i;

/** The seconds of `Prefer: wait=N` (RFC 7240), at most 30; 0 without it. An invalid preference is ignored, as the RFC requires. */
export const preferredWait = (header: string | undefined): number =>
  header === undefined ? 0 : Math.min(Number(WAIT.exec(header)?.[1] ?? 0), MAX_WAIT_SECONDS);

/** Injects the seconds of `Prefer: wait` into a controller's method. */
export const PreferredWait = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  preferredWait(context.getArgByIndex<FastifyRequest>(0).headers.prefer as string | undefined),
);
