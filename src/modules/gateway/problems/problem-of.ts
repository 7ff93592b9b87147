import { HttpException } from '@nestjs/common';
import { Refusal } from '#libs/messaging/contract';
import { Problem, type FieldError } from './problem.js';
import { statusOf } from './statuses.js';

/** What Fastify and Nest refuse by themselves: an unknown route, a body that cannot be read. */
const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'request.malformed',
  404: 'route.not-found',
  413: 'request.too-large',
  415: 'request.unsupported-media-type',
};

/** The problem that tells any error. What is not known to be fit for clients becomes a bare 500. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return problemOfRefusal(error);
  const status = error instanceof HttpException ? error.getStatus() : statusOfFastify(error);
  const code = CODE_OF_STATUS[status];
  return code ? new Problem(status, code) : new Problem(500, 'internal');
}

function problemOfRefusal({ code, kind, details = {} }: Refusal): Problem {
  const status = statusOf(code, kind);
  // The facts about an absent or broken context may name hosts; they belong into the log, as does any refusal's message.
  if (status >= 500) return new Problem(status, code, undefined, status === 503 ? { headers: retry(details) } : {});
  const { errors, ...facts } = details;
  return new Problem(status, code, undefined, {
    ...(Array.isArray(errors) && { errors: errors as FieldError[] }),
    ...(Object.keys(facts).length > 0 && { details: facts }),
    ...(HEADERS_OF_CODE[code] && { headers: HEADERS_OF_CODE[code] }),
  });
}

/** Whoever refuses because of too much work says when there will be room. */
const retry = ({ retryAfterMs }: Refusal['details'] & object) => ({
  'retry-after': String(Math.max(1, Math.ceil(Number(retryAfterMs ?? 1_000) / 1_000))),
});
const RETRY = { 'retry-after': '1' };
const HEADERS_OF_CODE: Readonly<Record<string, Record<string, string>>> = {
  'users.wrong-credentials': { 'www-authenticate': 'Bearer' },
  'request.in-progress': RETRY,
};

/** Fastify marks what it refuses, and what a client breaks off, with the status; nothing else here throws such errors. */
const statusOfFastify = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
