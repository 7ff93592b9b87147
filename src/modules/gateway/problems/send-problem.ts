import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceOf } from '../http/trace.js';
import type { Problem } from './problem.js';
import { titleOf } from './sentences.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** Answers with the problem as RFC 9457 writes it. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const body = {
    ...problemBody(problem),
    instance: request.url.split('?', 1)[0],
    traceId: traceOf(request).slice(3, 35),
  };
  void reply
    .code(problem.status)
    .headers({ ...problem.extras.headers, 'content-type': PROBLEM_TYPE })
    .send(JSON.stringify(body));
}

/** What can be told without knowing the request. */
export function problemBody({ status, code, message, extras: { errors, details } }: Problem) {
  return { type: `urn:cleave:problem:${code}`, title: titleOf(code), status, detail: message, code, errors, details };
}
