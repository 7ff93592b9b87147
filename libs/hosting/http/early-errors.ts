import { Logger } from '@nestjs/common';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { about, FoldedLog, oneLine, traceIdOf } from '#libs/logging';
import { problemAnswer } from './problem-answer.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { traceIn } from './trace.js';

/** Why a connection is refused: codes of our own, beside those of Node. */
export const STOPPING = 'ERR_HTTP_STOPPING';
export const TOO_MANY = 'ERR_HTTP_TOO_MANY_CONNECTIONS';
export const TUNNEL = 'ERR_HTTP_TUNNEL';

/** What Node's `clientError` brings, and what is refused in the same way. */
export interface ClientError extends Error {
  readonly code?: string;
  /** The buffer in which the parser found the fault. */
  readonly rawPacket?: unknown;
  /** The request that is refused, if its headers were read. */
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
/** At the beginning of what could not be read: it may be all that tells what was asked for. */
const REQUEST_LINE = /^[A-Z-]+ (\S+) HTTP\//;
const MOST_PATH = 200;

/**
 * Answers what reaches no route (it is no HTTP, too slow, ambiguous in its length) on the bare socket, whose side here ends with it.
 * Of each code a line is logged, with the trace id that its client was told, and then one a minute with a count: nobody fills the log.
 */
export class EarlyErrors {
  private readonly logger = new Logger('http');
  private readonly log = new FoldedLog((line) => this.logger.log(line));

  refuse({ code, request, rawPacket }: ClientError, socket: Socket): void {
    if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const problem = PROBLEMS[code ?? ''] ?? MALFORMED;
    const url = request?.url ?? urlIn(rawPacket);
    const traceparent = traceIn(request?.headers.traceparent);
    const { status, headers, body } = problemAnswer(problem, url, traceparent);
    const fields = { connection: 'close', ...SECURITY_HEADERS, ...headers, 'content-length': Buffer.byteLength(body) };
    const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...head, '', body].join('\r\n'));
    const asked = oneLine(url.split('?', 1)[0]!.slice(0, MOST_PATH)) || 'a connection';
    const named = about({ trace: traceIdOf(traceparent), from: socket.remoteAddress });
    this.log.happened(problem.code, `${asked} is refused: ${status} ${problem.code}${named}`);
  }
}

const urlIn = (packet: unknown): string =>
  (Buffer.isBuffer(packet) && REQUEST_LINE.exec(packet.toString('latin1'))?.[1]) || '';
