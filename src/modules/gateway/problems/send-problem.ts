import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemAnswer, rejected } from '#libs/hosting/http';
import { traceOf } from '../http/trace.js';
import type { Problem } from './problem.js';

/**
 * Answers with the problem. In the trace it is an error of the request when it is ours (5xx), and a note elsewhere.
 * @param error  what has led to it
 */
export function sendProblem(
  { status, code, message, extras }: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  error?: unknown,
): void {
  if (isRejection(status)) rejected(code);
  request.problem = code;
  if (status >= 500) request.span?.failed(code, error);
  const { headers, body } = problemAnswer({ status, code, detail: message, ...extras }, request.url, traceOf(request));
  void reply.code(status).headers(headers).send(body);
}

/** Too many requests of one client, or of all. */
const isRejection = (status: number): boolean => status === 429 || status === 503;
