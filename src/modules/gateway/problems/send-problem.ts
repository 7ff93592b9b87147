import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceOf } from '../http/trace.js';
import type { Problem } from './problem.js';
import { titleOf } from './sentences.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** Answers with the problem. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const { status, headers, body } = problemAnswer(problem, request.url, traceOf(request));
  void reply.code(status).headers(headers).send(body);
}

/**
 * The problem as RFC 9457 writes it.
 * @param url  what was asked for, as it came
 */
export function problemAnswer(problem: Problem, url: string, traceparent: string) {
  const { status, code, message, extras } = problem;
  const fields = {
    type: `urn:cleave:problem:${code}`,
    title: titleOf(code),
    status,
    detail: message,
    code,
    errors: extras.errors,
    details: extras.details,
    instance: url.split('?', 1)[0],
    traceId: traceparent.slice(3, 35),
  };
  return { status, headers: { ...extras.headers, 'content-type': PROBLEM_TYPE }, body: JSON.stringify(fields) };
}
