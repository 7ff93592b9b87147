import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A client that was told that the connection ends has so long to close its side, once it was sent everything. */
const LINGER_MS = 1_000;
/** Requests that were sent ahead, before the answer to the first. Each takes some kB; one read may bring thousands. */
const MOST_AHEAD = 100;

/** One connection of an HTTP server, and what is going on there. */
export class Connection {
  /** When it was last opened or answered, by performance.now(). */
  private movedAt = performance.now();
  private latest: IncomingMessage | undefined;
  private readonly open = new Set<ServerResponse>();
  /** Requests that are carried out when those before them are answered. */
  private readonly ahead: (() => void)[] = [];
  /** The answer that asks the client to leave. */
  private last: ServerResponse | undefined;
  private begun = 0;
  /** Bytes that had been read when the last answer was done. */
  private mark = 0;
  private isDeaf = false;
  private isEnded = false;

  constructor(private readonly socket: Socket) {
    // Node ends a connection by this after its last answer, and closes it with whatever lies there unread
    socket.destroySoon = () => this.end();
  }

  get bytesRead(): number {
    return this.socket.bytesRead;
  }
  /** Requests that have been read to their end. */
  get received(): number {
    return this.begun - (this.latest?.complete === false ? 1 : 0);
  }
  /** A request of which a part has come, and which is not answered yet. */
  get isArriving(): boolean {
    return this.latest?.complete === false ? this.open.size > 0 : !this.open.size && this.bytesRead > this.mark;
  }
  /** For how long nothing has been asked or answered; 0 while something is. */
  get idleMs(): number {
    return this.open.size || this.isArriving ? 0 : performance.now() - this.movedAt;
  }
  /** Nothing more is read from it: it ends when what was read is answered. */
  get isLeaving(): boolean {
    return this.isDeaf;
  }
  /** The rest of a request, or that somebody reads an answer, is all that is missing. */
  get waitsForClient(): boolean {
    const [first] = this.open;
    return !first || !first.req.complete || first.writableEnded;
  }

  /**
   * Notes a request, and carries it out when it is its turn; more than 100 that wait for that reset the connection.
   *
   * @param isLast  the client shall send no more here
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
      if (this.isDeaf && !request.complete) return; // its rest is never read
      serve();
      if (this.last) this.sayLast(this.last); // while it stops, Fastify lets each answer ask for that
    };
    if (this.open.size > 1) this.ahead.push(carryOut);
    else carryOut();
  }

  /** The latest answer asks the client to leave; those before it must not, since nothing would be sent after them. */
  sayLast(latest = [...this.open].at(-1)): void {
    this.last = latest;
    for (const response of this.open) {
      if (!response.headersSent) response.setHeader('connection', response === latest ? 'close' : 'keep-alive');
    }
  }

  /**
   * Reads nothing more, and ends when what was read to its end is answered.
   *
   * @param refuse  answers what was not read to its end; not called while other answers would have to come before, nor when its
   *   answer has begun
   */
  dismiss(refuse: (request: IncomingMessage | undefined) => void): void {
    const last = [...this.open].filter(({ req }) => req.complete).at(-1);
    this.deafen();
    if (last) {
      this.sayLast(last);
      last.once('close', () => this.end());
    } else {
      const [refused] = this.open; // no other is left
      if (!refused?.headersSent) refuse(refused?.req);
      this.end();
    }
  }

  /**
   * Ends it in order. What the client still sends is read and thrown away, and can have no effect: it can no longer be answered. To
   * close the socket instead would reset it, which may destroy an answer that its client has not read yet.
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
    this.socket.on('data', () => undefined); // takes the bytes back from the HTTP parser, which reads past the socket
    for (const listener of listeners) this.socket.off('data', listener);
    this.socket.resume();
  }
}
