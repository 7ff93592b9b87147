import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { afterReading } from '#libs/messaging';
import { Connection } from './connection.js';
import { EarlyErrors, STOPPING, TOO_MANY, TUNNEL, type ClientError } from './early-errors.js';
import type { HttpLimits } from './limits.js';
import { UnreadAnswers } from './unread-answers.js';

/** A connection that was used within this time may bring the next request at any moment. */
const FAREWELL_MS = 1_000;
/** So long after the stop began, what waits for a client is cut: for the rest of a request, or for somebody to read an answer. */
const CUT_MS = 1_500;
/** For the answer to what was cut to be read. */
const FLUSH_MS = 500;
/** A request that is still being answered so long after the stop began is cut off: the contexts want to stop within 10 s, too. */
const GRACE_MS = 6_000;
/** Clients may come for ever. */
const COMING_MS = 2_000;
const LOOK_MS = 20;
/** Beyond the limit, so that those who are refused can be told. */
const SPARE = 64;

/**
 * The connections of an HTTP server: judged by what they have sent, and ended in order.
 *
 * **A limit in time** (a request that does not arrive, silence) counts only when all that has arrived was read: the process may have
 * stood still. From a connection that was refused nothing more is read: what was called not done is not done.
 *
 * **Requests of one connection** are carried out one after the other, each when the answer before it was read: a client that sends many
 * and reads nothing makes this process hold one answer.
 *
 * **A stop** answers every request that had arrived, also one that comes within a second of the answer before it: each answer
 * asks its client to leave. One thing remains that TCP cannot avoid: a request that a client sends in the moment in which its
 * connection, idle for longer than that, is closed. It is not carried out, and the connection is closed in order and not reset.
 */
export class Connections {
  private readonly all = new Map<Socket, Connection>();
  private readonly errors = new EarlyErrors();
  private readonly most: number;
  private readonly unread: UnreadAnswers;
  /** Connections so far. */
  private come = 0;
  private isLast = false;

  /** @param limits  one connection more takes the place of the one that was idle for longest */
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

  /** Bytes of answers that wait to be read. */
  get unreadBytes(): number {
    return this.unread.bytes;
  }

  /** From now on every answer asks its client to leave. */
  announceEnd(): void {
    this.isLast = true;
    for (const connection of this.all.values()) connection.sayLast();
  }

  /** Lets nobody in any more, and ends each connection as soon as it is idle for so long. Resolves when none is left. */
  async end(farewellMs = FAREWELL_MS): Promise<void> {
    this.announceEnd();
    await this.closePort();
    for (const begun = performance.now(); this.all.size; await pause(LOOK_MS)) {
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
   * Closing the port resets who waits in the kernel's queue: it is done after a turn of the event loop in which nobody came. What is
   * left are those who come in that very moment; nothing was read of them.
   */
  private async closePort(): Promise<void> {
    const limit = performance.now() + COMING_MS;
    for (let come = -1; come !== this.come && performance.now() < limit; await turn()) come = this.come;
    NetServer.prototype.close.call(this.server); // that of http destroys idle connections with what they have brought
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

  /** What is no HTTP, what broke, and what did not come in time. */
  private failed(error: ClientError, socket: Socket): void {
    const connection = this.all.get(socket);
    if (!connection || connection.isLeaving) return void socket.destroy();
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

  /** Nothing moves: it is idle, or its client neither sends the rest nor reads its answer. */
  private silent(socket: Socket): void {
    const connection = this.all.get(socket);
    if (!connection) return void socket.destroy();
    const { bytesRead, idleMs } = connection;
    afterReading(() => {
      if (connection.bytesRead !== bytesRead) return;
      if (idleMs > 0) connection.end();
      else connection.destroy();
    });
  }
}
