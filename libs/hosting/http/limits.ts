import type { FastifyServerOptions } from 'fastify';
import type { Server, ServerOptions } from 'node:http';

export interface HttpLimits {
  /** How long an idle connection is kept. */
  readonly keepAliveMs: number;
  /** How long a request may take to arrive. */
  readonly requestMs: number;
  /** How many connections there are at once. */
  readonly connections: number;
  /** How long an answer may take to be read. */
  readonly answerMs: number;
  /** How many bytes of answers may wait to be read, on all connections together. */
  readonly unreadBytes: number;
}

type Options = FastifyServerOptions<Server> & { readonly http?: ServerOptions };

const HEADERS_MS = 10_000;
/** Interval of the checks for late requests. */
const LOOK_MS = 5_000;

/** The server's options with these limits. The timeout of the headers is a part of that of the request. */
export const serverOptions = ({ keepAliveMs, requestMs }: HttpLimits, server: Options = {}): Options => ({
  ...server,
  keepAliveTimeout: keepAliveMs,
  requestTimeout: requestMs,
  http: {
    headersTimeout: Math.min(HEADERS_MS, requestMs),
    connectionsCheckingInterval: Math.min(LOOK_MS, Math.ceil(requestMs / 3)),
    ...server.http,
  },
});
