import type { Server as NetServer, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { Logger } from '@nestjs/common';
import { ServerTCP, type MessageHandler, type TcpSocket } from '@nestjs/microservices';
import { FLUSH_MS, MOST_CONNECTIONS, PACKET_MS } from './limits.js';
import { PacketSocket } from './packet-socket.js';
import { answerSerializer, callDeserializer } from './packets.js';

/** Nest's TCP server, with limits: what it cannot read costs a peer its connection, and nothing else. */
export class Server extends ServerTCP {
  private readonly log = new Logger('tcp');

  constructor(host: string, port: number, tls?: TlsOptions) {
    const codec = { serializer: answerSerializer, deserializer: callDeserializer };
    super({ host, port, socketClass: PacketSocket, ...codec, ...(tls && { tlsOptions: tls }) });
    this.net.maxConnections = MOST_CONNECTIONS;
  }

  /** Rejects with a sentence. Nest's `listen` never comes back from most errors. */
  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      const why = (error: Error) => new Error(`cannot listen on ${this.host}:${this.port}: ${error.message}`);
      this.net.once('error', (error: Error) => reject(why(error)));
      this.listen(() => resolve());
    });
  }

  /** No new connections; those that stand go on. */
  stopListening(): void {
    this.net.close();
  }

  /** True while replies wait to be read by their peers. */
  get hasUnsent(): boolean {
    return [...this.openSockets].some(({ writableLength }) => writableLength > 0);
  }

  /** Ends connections in order: `close` alone would destroy them with what they have not sent. */
  async end(): Promise<void> {
    const ended = [...this.openSockets].map((socket) => new Promise((resolve) => socket.once('close', resolve).end()));
    await Promise.race([Promise.all(ended), new Promise((resolve) => setTimeout(resolve, FLUSH_MS).unref())]);
    this.close();
  }

  override bindHandler(socket: Socket): void {
    const timer = setTimeout(() => socket.destroy(), PACKET_MS).unref(); // somebody who says nothing takes up a place
    socket.once('data', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    super.bindHandler(socket);
  }

  override async handleMessage(socket: TcpSocket, text: unknown): Promise<void> {
    try {
      await super.handleMessage(socket, text);
    } catch (error) {
      socket.netSocket.destroy(error as Error);
    }
  }

  /** Nest's asks JSON.parse whether it is an object, and an error costs more than the whole call. */
  override getHandlerByPattern(pattern: string): MessageHandler | null {
    return this.messageHandlers.get(pattern) ?? null;
  }

  /** Of connections: they come and go, and who is at the other end is told by his side. */
  protected override handleError(error: unknown): void {
    this.log.debug(String(error));
  }

  private get net(): NetServer {
    return this.unwrap<NetServer>();
  }
}
