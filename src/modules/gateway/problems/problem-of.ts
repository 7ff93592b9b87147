import { HttpException } from '@nestjs/common';
import { Refusal } from '#libs/messaging/contract';
import { Problem, type FieldError } from './problem.js';
import { statusOf } from './statuses.js';

/** Errors of Fastify and Nest themselves, such as an unknown route or an unreadable body. */
const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'request.malformed',
  404: 'route.not-found',
  413: 'request.too-large',
  415: 'request.unsupported-media-type',
};

/** Maps an error to a problem. An unknown error becomes a 500 without details, which may not be fit for clients. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return problemOfRefusal(error);
  const status = error instanceof HttpException ? error.getStatus() : statusOfFastify(error);
  const code = CODE_OF_STATUS[status];
  return code ? new Problem(status, code) : new Problem(500, 'internal');
}

function problemOfRefusal({ code, kind, details = {} }: Refusal): Problem {
  const status = statusOf(code, kind);
  // Details of an unreachable or failing context may name hosts, so they are only logged, as is the message of every refusal.
  if (status >= 500) return new Problem(status, code, undefined, status === 503 ? { headers: retry(details) } : {});
  const { errors, ...facts } = details;
  return new Problem(status, code, undefined, {
    ...(Array.isArray(errors) && { errors: errors as FieldError[] }),
    ...(Object.keys(facts).length > 0 && { details: facts }),
    ...(HEADERS_OF_CODE[code] && { headers: HEADERS_OF_CODE[code] }),
  });
}

/** The `retry-after` that a context gives when it refuses because of overload. */
const retry = ({ retryAfterMs }: Refusal['details'] & object) => ({
  'retry-after': String(Math.max(1, Math.ceil(Number(retryAfterMs ?? 1_000) / 1_000))),
});
const RETRY = { 'retry-after': '1' };
const HEADERS_OF_CODE: Readonly<Record<string, Record<string, string>>> = {
  'users.wrong-credentials': { 'www-authenticate': 'Bearer' },
  'request.in-progress': RETRY,
};

/** Only Fastify throws errors with a `statusCode`: for requests that it refuses or that the client aborted. */
const statusOfFastify = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
