import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServeSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** How long a request may take to arrive. */
  readonly arrivalMs: number;
  readonly maxConnections: number;
}

/** Longer than any request is held open, so that what moves nothing for so long is dead. */
const IDLE_MS = 150_000;
/** Longer than a client keeps an idle connection, so that it is the client who closes it. */
const KEEP_ALIVE_MS = 65_000;

/** Listens, with a limit to everything that a client may take: header, time, connections. Rejects when the address is not to be had. */
export async function serve(
  listener: RequestListener,
  settings: ServeSettings,
): Promise<{ server: Server; url: string }> {
  const { host, port, arrivalMs, maxConnections } = settings;
  const limits = {
    maxHeaderSize: 16_384,
    headersTimeout: arrivalMs,
    requestTimeout: arrivalMs,
    connectionsCheckingInterval: Math.max(50, Math.min(1_000, arrivalMs / 4)),
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  const server = createServer(limits, listener);
  server.maxConnections = maxConnections;
  server.setTimeout(IDLE_MS);
  server.listen({ host, port });
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return { server, url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}` };
}
