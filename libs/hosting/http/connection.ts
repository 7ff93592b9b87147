import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** After the last answer, with `Connection: close`, a client has this time to close its side. */
const LINGER_MS = 1_000;
/** Maximum of pipelined requests, sent before the answer to the first. Each takes some kB; one read may contain thousands. */
const MOST_AHEAD = 100;

/** One connection of an HTTP server and its state. */
export class Connection {
  /** When it was opened or last answered, by performance.now(). */
  private movedAt = performance.now();
  private latest: IncomingMessage | undefined;
  private readonly open = new Set<ServerResponse>();
  /** Pipelined requests, executed when those before them are answered. */
  private readonly ahead: (() => void)[] = [];
  /** The answer with `Connection: close`. */
  private last: ServerResponse | undefined;
  private begun = 0;
  /** Bytes read when the last answer was finished. */
  private mark = 0;
  private isDeaf = false;
  private streamed: IncomingMessage | undefined;
  private isTunnel = false;
  private isEnded = false;

  constructor(private readonly socket: Socket) {
    // Node calls this after the last answer, and would close the connection with unread data, which resets it
    socket.destroySoon = () => this.end();
  }

  get bytesRead(): number {
    return this.socket.bytesRead;
  }
  /** Number of requests that were read completely. */
  get received(): number {
    return this.begun - (this.latest?.complete === false ? 1 : 0);
  }
  /** The request in progress has limits of its own. */
  get isStreaming(): boolean {
    const [first] = this.open;
    return first !== undefined && first.req === this.streamed;
  }
  /** A request has been received in part and is not answered yet. */
  get isArriving(): boolean {
    if (this.isTunnel) return false;
    return this.latest?.complete === false ? this.open.size > 0 : !this.open.size && this.bytesRead > this.mark;
  }
  /** Time since the last request or answer; 0 while a request is in progress. */
  get idleMs(): number {
    return this.open.size || this.isArriving ? 0 : performance.now() - this.movedAt;
  }
  /** Nothing more is read from it; it ends when all requests read are answered. */
  get isLeaving(): boolean {
    return this.isDeaf;
  }
  /** It only waits for its client: for the rest of a request, or for an answer to be read. A tunnel has no end to wait for. */
  get waitsForClient(): boolean {
    if (this.isStreaming) return this.isTunnel;
    const [first] = this.open;
    return !first || !first.req.complete || first.writableEnded;
  }

  /**
   * Adds a request and executes it when those before it are answered; more than 100 waiting requests reset the connection.
   *
   * @param isLast  the client is asked to send no more on this connection
   */
  asks(request: IncomingMessage, response: ServerResponse, isLast: boolean, serve: () => void): void {
    if (this.ahead.length >= MOST_AHEAD) return this.destroy();
    this.begun++;
    this.latest = request;
    this.open.add(response);
    if (isLast) this.sayLast(response);
    response.once('close', () => {
      this.open.delete(response);
      this.mark = this.bytesRead;
      this.movedAt = performance.now();
      if (!this.socket.destroyed) this.ahead.shift()?.();
    });
    const carryOut = (): void => {
      if (this.isDeaf && !request.complete) return; // the rest of the request is not read any more
      serve();
      if (this.last) this.sayLast(this.last); // while it stops, Fastify sets `Connection: close` on each answer
    };
    if (this.open.size > 1) this.ahead.push(carryOut);
    else carryOut();
  }

  /** @param isTunnel  it is no HTTP any more: a stop closes it */
  letStream(request: IncomingMessage, isTunnel: boolean): void {
    this.streamed = request;
    this.isTunnel = isTunnel;
  }

  /** Sets `Connection: close` on the latest answer only; after an earlier one with it, the later answers would not be sent. */
  sayLast(latest = [...this.open].at(-1)): void {
    this.last = latest;
    for (const response of this.open) {
      if (!response.headersSent) response.setHeader('connection', response === latest ? 'close' : 'keep-alive');
    }
  }

  /**
   * Reads nothing more, and ends when all completely read requests are answered.
   *
   * @param refuse  answers an incomplete request; not called while other answers have to be sent before, nor when its answer has
   *   begun
   */
  dismiss(refuse: (request: IncomingMessage | undefined) => void): void {
    const last = [...this.open].filter(({ req }) => req.complete).at(-1);
    this.deafen();
    if (last) {
      this.sayLast(last);
      last.once('close', () => this.end());
    } else {
      const [refused] = this.open; // the only one left
      if (!refused?.headersSent) refuse(refused?.req);
      this.end();
    }
  }

  /**
   * Closes it without a reset. Data that the client still sends is read and discarded, since it cannot be answered. Closing the socket
   * with unread data would reset it, and the client could lose an answer that it has not read yet.
   */
  end(): void {
    if (this.isEnded || this.socket.destroyed) return;
    this.isEnded = true;
    this.deafen();
    this.socket.end(() => {
      const late = setTimeout(() => this.destroy(), LINGER_MS);
      this.socket.once('close', () => clearTimeout(late));
    });
  }

  destroy(): void {
    this.socket.destroy();
  }

  private deafen(): void {
    if (this.isDeaf) return;
    this.isDeaf = true;
    const listeners = this.socket.listeners('data') as (() => void)[];
    this.socket.on('data', () => undefined); // makes the bytes go through the socket again; the HTTP parser reads directly from the handle
    for (const listener of listeners) this.socket.off('data', listener);
    this.socket.resume();
  }
}
