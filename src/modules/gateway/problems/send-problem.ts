import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemAnswer } from '#libs/hosting/http';
import { traceOf } from '../http/trace.js';
import type { Problem } from './problem.js';

/** Answers with the problem. */
export function sendProblem(
  { status, code, message, extras }: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { headers, body } = problemAnswer({ status, code, detail: message, ...extras }, request.url, traceOf(request));
  void reply.code(status).headers(headers).send(body);
}
