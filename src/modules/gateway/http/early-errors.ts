import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { STOPPING, TOO_MANY } from '#libs/hosting/http';
import { Problem } from '../problems/problem.js';
import { PROBLEM_TYPE, problemBody, sendProblem } from '../problems/send-problem.js';
import { SECURITY_HEADERS } from './security-headers.js';

const CONNECTION_PROBLEMS: Readonly<Record<string, () => Problem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: () => new Problem(408, 'request.timeout'),
  [STOPPING]: () => new Problem(503, 'request.not-received', undefined, { headers: { 'retry-after': '1' } }),
  [TOO_MANY]: () => new Problem(503, 'server.too-many-connections', undefined, { headers: { 'retry-after': '1' } }),
  HPE_HEADER_OVERFLOW: () => new Problem(431, 'request.headers-too-large'),
};

/** What is no HTTP, too slow or ambiguous in its length is answered on the bare socket, which is then closed. */
export function refuseConnection({ code }: Error & { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = CONNECTION_PROBLEMS[code ?? '']?.() ?? new Problem(400, 'request.malformed');
  const body = JSON.stringify(problemBody(problem));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(problem.extras.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** A path that cannot be routed: neither hooks nor filters see the request. */
export function refuseRouting({ statusCode }: FastifyError, request: object, reply: object): void {
  const problem =
    statusCode === 414 ? new Problem(414, 'request.url-too-long') : new Problem(400, 'request.malformed-url');
  sendProblem(problem, request as FastifyRequest, (reply as FastifyReply).headers(SECURITY_HEADERS));
}
