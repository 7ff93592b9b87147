import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { Logger } from '@nestjs/common';
import { ServerTCP, type MessageHandler, type TcpSocket } from '@nestjs/microservices';
import type { Refusals } from '../proof/index.js';
import { addressOf, Ended, Forged, Unproven, type Proven, type Turns } from './greeting/index.js';
import { FLUSH_MS, MOST_CONNECTIONS } from './limits.js';
import { PacketSocket } from './packet-socket.js';
import { answerSerializer, callDeserializer } from './packets.js';

export interface ServerOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly tls?: TlsOptions;
  /** The handshake. Rejects when nothing more may be read from the connection. */
  readonly greeted: (caller: Turns) => Promise<Proven>;
  readonly refusals: Refusals;
}

/** Nest's TCP server, with limits. Unreadable data or a failed handshake closes that connection and affects nothing else. */
export class Server extends ServerTCP {
  private readonly log = new Logger('tcp');
  private readonly refusals: Refusals;
  private readonly greeted: ServerOptions['greeted'];
  private readonly unproven: Unproven;
  private proven = 0;

  constructor({ host, port, tls, greeted, refusals }: ServerOptions) {
    const codec = { serializer: answerSerializer, deserializer: callDeserializer };
    super({ host, port, socketClass: PacketSocket, ...codec, ...(tls && { tlsOptions: tls }) });
    this.refusals = refusals;
    this.greeted = greeted;
    this.unproven = new Unproven((why, from) =>
      refusals.refused('silent', `a connection from ${from} is cut: it ${why}`),
    );
    this.net.on('connection', (socket: Socket) => this.unproven.add(socket)); // also before the TLS handshake
  }

  /** Resolves with the port. Rejects with a readable message. Nest's `listen` never returns for most errors. */
  opened(): Promise<number> {
    return new Promise((resolve, reject) => {
      const why = (error: Error) => new Error(`cannot listen on ${this.host}:${this.port}: ${error.message}`);
      this.net.once('error', (error: Error) => reject(why(error)));
      this.net.once('listening', () => resolve((this.net.address() as AddressInfo).port));
      this.listen(() => undefined); // Nest calls it for some errors, too
    });
  }

  /** Accepts no new connections; open ones stay. */
  stopListening(): void {
    this.net.close();
  }

  /** True while replies wait in send buffers. */
  get hasUnsent(): boolean {
    return [...this.openSockets].some(({ writableLength }) => writableLength > 0);
  }

  /** Ends connections after their data is sent: `close` alone would discard unsent data. */
  async end(): Promise<void> {
    const ended = [...this.openSockets].map((socket) => new Promise((resolve) => socket.once('close', resolve).end()));
    await Promise.race([Promise.all(ended), new Promise((resolve) => setTimeout(resolve, FLUSH_MS).unref())]);
    this.close();
  }

  override bindHandler(socket: Socket): void {
    this.openSockets.add(socket);
    socket.once('close', () => this.openSockets.delete(socket));
    const packets = new PacketSocket(socket);
    packets.on('error', (error: Error) => this.failed(packets, error));
    void this.admit(packets);
  }

  override async handleMessage(socket: TcpSocket, text: unknown): Promise<void> {
    try {
      await super.handleMessage(socket, text);
    } catch (error) {
      socket.netSocket.destroy(error as Error);
    }
  }

  /** Nest's version tries JSON.parse on the pattern, and the thrown error costs more than the whole call. */
  override getHandlerByPattern(pattern: string): MessageHandler | null {
    return this.messageHandlers.get(pattern) ?? null;
  }

  /** Errors of single connections are not logged: the calling process reports them. */
  protected override handleError(error: unknown): void {
    this.log.debug(String(error));
  }

  /** Runs the handshake; nothing is read as a call before it. */
  private async admit(packets: PacketSocket): Promise<void> {
    const socket = packets.netSocket;
    try {
      const proven = await this.greeted(packets);
      if (this.proven >= MOST_CONNECTIONS) throw new Error(`there are ${this.proven} connections already`);
      this.unproven.proved(addressOf(socket));
      this.proven++;
      socket.once('close', () => this.proven--);
      packets.trust(proven);
      packets.on('message', (text) => void this.handleMessage(packets, text));
    } catch (error) {
      if (!(error instanceof Ended))
        this.refuse(error instanceof Forged ? 'forged' : 'unproven', socket, error as Error);
      socket.destroy();
    }
  }

  /** Counts invalid data of unauthenticated peers; an error with a system code is only a connection that ended. */
  private failed({ proven, netSocket }: PacketSocket, error: Error): void {
    if (proven || 'code' in error) this.handleError(error);
    else this.refuse('unreadable', netSocket, error);
  }

  private refuse(kind: string, socket: Socket, { message }: Error): void {
    this.refusals.refused(kind, `a connection from ${addressOf(socket)} is refused: ${message}`);
  }

  private get net(): NetServer {
    return this.unwrap<NetServer>();
  }
}
