import { Logger } from '@nestjs/common';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FoldedLog, oneLine, traceIdOf } from '#libs/logging';
import { problemAnswer } from './problem-answer.js';
import { rejected } from './rejections.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { traceIn } from './trace.js';

/** Reasons for refusing a connection, in addition to Node's error codes. */
export const STOPPING = 'ERR_HTTP_STOPPING';
export const TOO_MANY = 'ERR_HTTP_TOO_MANY_CONNECTIONS';
export const TUNNEL = 'ERR_HTTP_TUNNEL';

/** The error of Node's `clientError` event; refusals of this server use the same form. */
export interface ClientError extends Error {
  readonly code?: string;
  /** The buffer that the parser could not read. */
  readonly rawPacket?: unknown;
  /** The refused request, if its headers were read. */
  readonly request?: IncomingMessage;
}

const RETRY = { 'retry-after': '1' };
const MALFORMED = { status: 400, code: 'request.malformed', detail: 'This is no HTTP, or can be read in two ways.' };
const PROBLEMS: Readonly<Record<string, Parameters<typeof problemAnswer>[0]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request.timeout',
    detail: 'The request did not arrive in time.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'request.headers-too-large',
    detail: 'The headers are too large.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'request.too-large',
    detail: 'The extensions of a chunk are too large.',
  },
  [TUNNEL]: {
    status: 501,
    code: 'request.tunnel',
    detail: 'This is no proxy: there is no CONNECT.',
  },
  [STOPPING]: {
    status: 503,
    code: 'request.not-received',
    detail:
      'The server stops, and the rest of the request did not arrive in time. It was not carried out: send it again.',
    headers: RETRY,
  },
  [TOO_MANY]: {
    status: 503,
    code: 'server.too-many-connections',
    detail: 'There are too many connections at the moment. Nothing was read from this one.',
    headers: RETRY,
  },
};
/** Finds the request line in a buffer that could not be parsed, to name the URL in the answer. */
const REQUEST_LINE = /^[A-Z-]+ (\S+) HTTP\//;
const MOST_PATH = 200;

/**
 * Answers requests that reach no route (invalid HTTP, too slow, ambiguous length) directly on the socket and ends this side of it.
 * For each code one line is logged, with the trace id sent to the client, and then one line a minute with a count, to limit the log.
 */
export class EarlyErrors {
  private readonly logger = new Logger('http');
  private readonly log = new FoldedLog((text, fields) => this.logger.log(text, fields));

  refuse({ code, request, rawPacket }: ClientError, socket: Socket): void {
    if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const problem = PROBLEMS[code ?? ''] ?? MALFORMED;
    rejected(problem.code);
    const url = request?.url ?? urlIn(rawPacket);
    const traceparent = traceIn(request?.headers.traceparent);
    const { status, headers, body } = problemAnswer(problem, url, traceparent);
    const fields = { connection: 'close', ...SECURITY_HEADERS, ...headers, 'content-length': Buffer.byteLength(body) };
    const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...head, '', body].join('\r\n'));
    const asked = oneLine(url.split('?', 1)[0]!.slice(0, MOST_PATH)) || 'a connection';
    const named = { status, code: problem.code, trace_id: traceIdOf(traceparent), from: socket.remoteAddress };
    this.log.happened(problem.code, `${asked} is refused: ${status} ${problem.code}`, named);
  }
}

const urlIn = (packet: unknown): string =>
  (Buffer.isBuffer(packet) && REQUEST_LINE.exec(packet.toString('latin1'))?.[1]) || '';
