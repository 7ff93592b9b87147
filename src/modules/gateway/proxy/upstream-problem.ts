import { BreakerOpen } from '#libs/resilience';
import { Problem } from '../problems/problem.js';
import { problemOf } from '../problems/problem-of.js';
import { ClientGone, LimitReached, ServiceFailed } from './endings.js';

/** Undici refuses the request itself: a mistake of ours. */
const NOT_ASKED = /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED)$/;

const retry = (ms: number) => ({ headers: { 'retry-after': String(Math.max(1, Math.ceil(ms / 1_000))) } });

/** Too many requests are with the service already. */
export const busy = (): Problem => new Problem(503, 'upstream.busy', undefined, retry(1_000));

/** What a client is told when a service does not answer: that the service failed, and not Cleave. */
export function upstreamProblem(error: unknown): Problem {
  if (error instanceof BreakerOpen)
    return new Problem(503, 'upstream.unavailable', undefined, retry(error.retryAfterMs));
  if (error instanceof LimitReached) return new Problem(504, 'upstream.timeout');
  if (!(error instanceof ServiceFailed) || NOT_ASKED.test(error.cause.code ?? '')) return problemOf(error);
  if (error.cause.code === 'UND_ERR_CONNECT_TIMEOUT') return new Problem(504, 'upstream.timeout');
  return new Problem(502, error.wasAsked ? 'upstream.broken' : 'upstream.unreachable');
}

/** Whether the failure says nothing of the service: the client left, or its request was refused. */
export const isNoFailure = (error: unknown): boolean => error instanceof ClientGone || error instanceof Problem;
