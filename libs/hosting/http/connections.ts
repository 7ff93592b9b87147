import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { afterReading } from '#libs/messaging';
import { Connection } from './connection.js';
import { EarlyErrors, STOPPING, TOO_MANY, TUNNEL, type ClientError } from './early-errors.js';
import type { HttpLimits } from './limits.js';
import { UnreadAnswers } from './unread-answers.js';

/** During a stop, a connection used within this time stays open, since the next request may be in transit. */
const FAREWELL_MS = 1_000;
/** Time after the beginning of a stop when connections that wait for their client (to send or to read) are closed. */
const CUT_MS = 1_500;
/** Time for the client to read the answer to such a request. */
const FLUSH_MS = 500;
/** Time after the beginning of a stop when requests in progress are aborted; the contexts must also stop within the 10 s. */
const GRACE_MS = 6_000;
/** Maximum time to accept the connections that wait in the kernel's queue. */
const COMING_MS = 2_000;
const LOOK_MS = 20;
/** Connections beyond the limit that are accepted in order to send them a refusal. */
const SPARE = 64;

/**
 * The connections of an HTTP server, with limits and an orderly stop.
 *
 * **Timeouts** (an incomplete request, an idle connection) are applied only after all received data was read, because the event loop may
 * have been blocked. After a refusal nothing more is read from the connection, so a request that was refused is never executed.
 *
 * **Pipelined requests** are executed one after the other, each when the answer before it was read: for a client that sends many and
 * reads nothing, this process holds one answer.
 *
 * **A stop** answers every request that has arrived, also one that comes within a second of the answer before it; each answer has
 * `Connection: close`. One race remains, which TCP cannot avoid: a request sent at the moment when its connection, idle for longer
 * than a second, is closed. It is not executed, and the connection is closed without a reset.
 */
export class Connections {
  private readonly all = new Map<Socket, Connection>();
  private readonly errors = new EarlyErrors();
  /** At this number a new one takes the place of another. */
  readonly most: number;
  private readonly unread: UnreadAnswers;
  /** Number of connections since the start. */
  private come = 0;
  private isLast = false;

  /** @param limits  at the limit, a new connection replaces the one that has been idle for longest */
  constructor(
    private readonly server: Server,
    limits: Pick<HttpLimits, 'connections' | 'answerMs' | 'unreadBytes'>,
  ) {
    this.most = limits.connections;
    this.unread = new UnreadAnswers(limits.unreadBytes, limits.answerMs);
    server.maxConnections = this.most + SPARE;
    const serve = server.listeners('request').at(-1) as RequestListener;
    server
      .removeAllListeners('clientError')
      .on('clientError', (error: ClientError, socket: Socket) => this.failed(error, socket))
      .on('connect', (request: IncomingMessage, socket: Socket) => this.dismiss(TUNNEL, socket, request))
      .on('timeout', (socket: Socket) => this.silent(socket))
      .on('connection', (socket: Socket) => this.opened(socket))
      .removeAllListeners('request')
      .on('request', (request: IncomingMessage, response: ServerResponse) => {
        response.once('prefinish', () => this.unread.follow(response));
        this.all.get(request.socket)?.asks(request, response, this.isLast, () => serve(request, response));
      });
  }

  get size(): number {
    return this.all.size;
  }

  /** Bytes of answers that clients have not read yet. */
  get unreadBytes(): number {
    return this.unread.bytes;
  }

  /**
   * The limits of arrival and of silence do not hold for this request: whoever serves it has others.
   * @param isTunnel  its connection carries another protocol from now on; a stop closes it
   */
  letStream(request: IncomingMessage, isTunnel = false): void {
    this.all.get(request.socket)?.letStream(request, isTunnel);
  }

  /** From now on every answer has `Connection: close`. */
  announceEnd(): void {
    this.isLast = true;
    for (const connection of this.all.values()) connection.sayLast();
  }

  /** Accepts no new connections, and closes each one when it has been idle for `farewellMs`. Resolves when none is left. */
  async end(farewellMs = FAREWELL_MS): Promise<void> {
    this.announceEnd();
    await this.closePort();
    for (const begun = performance.now(); this.all.size; await pause(LOOK_MS)) {
      await new Promise<void>(afterReading); // a request may have arrived while the event loop was blocked
      const age = performance.now() - begun;
      for (const [socket, connection] of this.all) {
        const isCut = age >= CUT_MS && connection.waitsForClient;
        if (age >= GRACE_MS || (isCut && age >= CUT_MS + FLUSH_MS)) connection.destroy();
        else if (connection.isLeaving) continue;
        else if (isCut && connection.isArriving) this.dismiss(STOPPING, socket);
        else if (isCut || connection.idleMs > farewellMs) connection.end();
      }
    }
  }

  /**
   * Closing the port resets connections in the kernel's accept queue, so it is closed after a turn of the event loop without a new one.
   * Only connections that arrive at that moment are reset; nothing was read from them.
   */
  private async closePort(): Promise<void> {
    const limit = performance.now() + COMING_MS;
    for (let come = -1; come !== this.come && performance.now() < limit; await turn()) come = this.come;
    NetServer.prototype.close.call(this.server); // the method of http.Server closes idle connections with their unread data
  }

  private opened(socket: Socket): void {
    const connection = new Connection(socket);
    this.all.set(socket, connection);
    this.come++;
    socket.once('close', () => this.all.delete(socket));
    if (this.all.size <= this.most) return;
    const idle = [...this.all.values()].filter((one) => one !== connection && one.idleMs > 0 && !one.isLeaving);
    if (idle.length) idle.reduce((longest, one) => (one.idleMs > longest.idleMs ? one : longest)).end();
    else this.dismiss(TOO_MANY, socket);
  }

  private dismiss(code: string, socket: Socket, asked?: IncomingMessage): void {
    const refuse = (request = asked): void =>
      this.errors.refuse(Object.assign(new Error(code), { code, request }), socket);
    this.all.get(socket)?.dismiss(refuse);
  }

  /** Handles invalid HTTP, broken connections and request timeouts. */
  private failed(error: ClientError, socket: Socket): void {
    const connection = this.all.get(socket);
    if (!connection || connection.isLeaving) return void socket.destroy();
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && connection.isStreaming) return;
    const refuse = (): void =>
      connection.dismiss((request) => this.errors.refuse(Object.assign(error, { request }), socket));
    if (error.code !== 'ERR_HTTP_REQUEST_TIMEOUT') return refuse();
    const { received } = connection;
    afterReading(() => {
      if (connection.isLeaving || connection.received > received) return;
      if (connection.bytesRead) refuse();
      else connection.end();
    });
  }

  /** Handles a timeout: the connection is idle, or its client neither sends the rest nor reads its answer. */
  private silent(socket: Socket): void {
    const connection = this.all.get(socket);
    if (!connection) return void socket.destroy();
    if (connection.isStreaming) return;
    const { bytesRead, idleMs } = connection;
    afterReading(() => {
      if (connection.bytesRead !== bytesRead) return;
      if (idleMs > 0) connection.end();
      else connection.destroy();
    });
  }
}
