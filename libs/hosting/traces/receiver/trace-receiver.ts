import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failureOf, say } from '#libs/logging';
import { OtlpError, spansIn } from '../index.js';
import { readJson } from './read-json.js';
import { Refused } from './refused.js';
import { TraceStore } from './trace-store.js';

const LIMITS = {
  /** Bytes of an export. */
  body: 4 * 1024 * 1024,
  /** Exports that are read at the same time: what they hold is memory. */
  exports: 8,
  connections: 256,
  /** Until a request has arrived. */
  requestMs: 5_000,
  /** For how long somebody may read nothing of an answer. */
  unreadMs: 10_000,
};
const HERE = '127.0.0.1';
const MOST_KEY = 200;

/**
 * Takes the spans of the processes on this machine by OTLP over HTTP, as JSON, and keeps the latest traces in memory:
 * `POST /v1/traces`, and `GET /traces?key=<of the messages>`. It serves whoever has its token, on the loopback interface.
 */
export class TraceReceiver {
  /** Whoever has it may send and read. A new one with every start. */
  readonly token = randomBytes(32).toString('base64url');
  private readonly server: Server;
  private exports = 0;

  private constructor(
    readonly store: TraceStore,
    private readonly limits: typeof LIMITS,
  ) {
    const times = { requestTimeout: limits.requestMs, connectionsCheckingInterval: limits.requestMs / 2 };
    this.server = createServer(times, (request, response) => void this.answer(request, response));
    this.server.maxConnections = limits.connections;
    this.server.timeout = limits.unreadMs;
  }

  static async open(store = new TraceStore(), limits: Partial<typeof LIMITS> = {}): Promise<TraceReceiver> {
    const opened = new TraceReceiver(store, { ...LIMITS, ...limits });
    await new Promise<void>((resolve, reject) => opened.server.once('error', reject).listen(0, HERE, resolve));
    return opened;
  }

  get url(): string {
    return `http://${HERE}:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const told = await this.told(request);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
    } catch (error) {
      if (request.destroyed && !request.complete) return; // it has gone away, or was too slow
      refuse(response, error);
    }
  }

  private async told(request: IncomingMessage): Promise<object> {
    if (!isSame(request.headers.authorization, `Bearer ${this.token}`))
      throw new Refused(401, 'traces.unauthorized', 'The token is in the data folder, in run/traces.json.');
    const { pathname, searchParams } = new URL(request.url!, this.url);
    if (pathname === '/v1/traces') return this.take(allowed(request, 'POST'));
    if (pathname !== '/traces') throw new Refused(404, 'traces.no-such-path', 'There are /v1/traces and /traces?key=.');
    allowed(request, 'GET');
    const key = searchParams.get('key');
    if (!key || key.length > MOST_KEY) throw new Refused(400, 'traces.no-key', 'Say of which key: /traces?key=.');
    return this.store.withKey(key);
  }

  private async take(request: IncomingMessage): Promise<object> {
    if (this.exports >= this.limits.exports)
      throw new Refused(503, 'traces.busy', 'Too many exports at the same time.', { 'retry-after': '1' });
    this.exports++;
    try {
      const { emitted, rejected } = spansIn(await readJson(request, this.limits.body));
      const rejectedSpans = rejected + this.store.add(emitted);
      return rejectedSpans ? { partialSuccess: { rejectedSpans, errorMessage: 'not understood, or too many' } } : {};
    } finally {
      this.exports--;
    }
  }
}

function allowed(request: IncomingMessage, method: string): IncomingMessage {
  if (request.method === method) return request;
  throw new Refused(405, 'traces.method', `Only ${method} is allowed.`, { allow: method });
}

/** A problem document. What is still sent is not read. */
function refuse(response: ServerResponse, error: unknown): void {
  const { status, code, message: detail, headers } = refusalOf(error);
  response
    .writeHead(status, { ...headers, 'content-type': 'application/problem+json', connection: 'close' })
    .end(JSON.stringify({ type: `urn:cleave:problem:${code}`, status, code, detail }));
}

function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof OtlpError) return new Refused(400, error.code, error.message);
  say(`The receiver of traces failed: ${failureOf(error)}`);
  return new Refused(500, 'traces.failed', 'This is a bug; the log has more.');
}

/** Takes the same time for whatever is wrong with it. */
function isSame(given = '', wanted: string): boolean {
  const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hashOf(given), hashOf(wanted));
}
