import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { STOPPING, TOO_MANY, type ClientError } from '#libs/hosting/http';
import { Problem } from '../problems/problem.js';
import { problemAnswer, sendProblem } from '../problems/send-problem.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { traceIn } from './trace.js';

const CONNECTION_PROBLEMS: Readonly<Record<string, () => Problem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: () => new Problem(408, 'request.timeout'),
  [STOPPING]: () => new Problem(503, 'request.not-received', undefined, { headers: { 'retry-after': '1' } }),
  [TOO_MANY]: () => new Problem(503, 'server.too-many-connections', undefined, { headers: { 'retry-after': '1' } }),
  HPE_HEADER_OVERFLOW: () => new Problem(431, 'request.headers-too-large'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: () => new Problem(413, 'request.too-large'),
};
/** At the beginning of what could not be read: it may be all that tells what was asked for. */
const REQUEST_LINE = /^[A-Z-]+ (\S+) HTTP\//;

/** What is no HTTP, too slow or ambiguous in its length is answered on the bare socket, which is then closed. */
export function refuseConnection({ code, request, rawPacket }: ClientError, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = CONNECTION_PROBLEMS[code ?? '']?.() ?? new Problem(400, 'request.malformed');
  const url = request?.url ?? urlIn(rawPacket);
  const { status, headers, body } = problemAnswer(problem, url, traceIn(request?.headers.traceparent));
  const fields = { connection: 'close', ...SECURITY_HEADERS, ...headers, 'content-length': Buffer.byteLength(body) };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...head, '', body].join('\r\n'));
}

const urlIn = (packet: unknown): string =>
  (Buffer.isBuffer(packet) && REQUEST_LINE.exec(packet.toString('latin1'))?.[1]) || '';

/** A path that cannot be routed: neither hooks nor filters see the request. */
export function refuseRouting({ statusCode }: FastifyError, request: object, reply: object): void {
  const problem =
    statusCode === 414 ? new Problem(414, 'request.url-too-long') : new Problem(400, 'request.malformed-url');
  sendProblem(problem, request as FastifyRequest, (reply as FastifyReply).headers(SECURITY_HEADERS));
}
