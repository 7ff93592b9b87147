import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { SECURITY_HEADERS } from '#libs/hosting/http';
import { Problem } from '../problems/problem.js';
import { sendProblem } from '../problems/send-problem.js';

/** Answers a path that the router cannot decode: Fastify runs neither hooks nor Nest's filters for it. */
export function refuseRouting({ statusCode }: FastifyError, request: object, reply: object): void {
  const problem =
    statusCode === 414 ? new Problem(414, 'request.url-too-long') : new Problem(400, 'request.malformed-url');
  sendProblem(problem, request as FastifyRequest, (reply as FastifyReply).headers(SECURITY_HEADERS));
}
