import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { ClientTCP } from '@nestjs/microservices';
import { from, mergeMap, type Observable } from 'rxjs';
import { deadline } from '../../deadline/index.js';
import { Unreachable } from '../../errors.js';
import { Broken } from './errors.js';
import type { Proven, Turns } from './greeting/index.js';
import { CONNECT_MS, GREETING_MS } from './limits.js';
import { PacketSocket } from './packet-socket.js';
import { answerDeserializer, callSerializer, type Parcel } from './packets.js';

export interface ClientOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: ConnectionOptions;
  /** The handshake. Rejects when the peer does not prove its identity. */
  readonly greet: (listener: Turns) => Promise<Proven>;
  /** Called when the connection is closed. */
  readonly onClose: () => void;
}

/** Nest's TCP client for one connection, with timeouts. Its errors tell whether a call was not sent or the connection broke after it. */
export class Client extends ClientTCP {
  private readonly onClose: () => void;
  private readonly greet: ClientOptions['greet'];

  constructor({ host, port, tls, greet, onClose }: ClientOptions) {
    const codec = { serializer: callSerializer, deserializer: answerDeserializer };
    super({ host, port, socketClass: PacketSocket, ...codec, ...(tls && { tlsOptions: tls }) });
    this.greet = greet;
    this.onClose = onClose;
  }

  /** Number of calls without an answer. */
  get pending(): number {
    return this.routingMap.size;
  }
  get bytesRead(): number {
    return this.socket?.netSocket.bytesRead ?? 0;
  }

  /** Whether `from` may call the context `to` of the peer: both ends have proven it. */
  mayTell(from: string, to: string): boolean {
    return (this.socket as PacketSocket | null)?.mayTell(from, to) ?? false;
  }

  /** Throws Unreachable when nothing was sent, RangeError when the call is too large; rejects with Broken, or after `remainingMs`. */
  call(pattern: string, data: Parcel, remainingMs: number): Promise<Parcel> {
    if (!this.socket?.netSocket.writable) throw new Unreachable(`${this.host}:${this.port} has closed the connection`);
    const { promise, resolve, reject } = Promise.withResolvers<Parcel>();
    let forget = (): void => undefined;
    const late = () => {
      forget();
      reject(new Error(`${this.host}:${this.port} did not answer within ${Math.round(remainingMs)} ms`));
    };
    const inTime = deadline(remainingMs, late);
    forget = this.publish({ pattern, data }, ({ err, response }) => {
      inTime();
      forget(); // in Nest, ending the subscription of the Observable does this
      if (err) reject(this.errorOf(err));
      else resolve(response as Parcel);
    });
    return promise;
  }

  /** Closes the connection; calls in progress reject with the reason. */
  destroy(why: string): void {
    this.socket?.netSocket.destroy(new Error(why));
    this.close();
  }

  override createSocket() {
    const socket = super.createSocket();
    const giveUp = () => socket.netSocket.destroy(new Error(`no connection within ${CONNECT_MS} ms`));
    const inTime = deadline(CONNECT_MS, giveUp);
    for (const event of [this.connected, 'close']) socket.once(event, inTime);
    return socket;
  }

  override handleClose(): void {
    super.handleClose();
    this.onClose();
  }

  /** The pending calls reject, so nothing is done here. */
  override handleError(): void {}

  /** Nest does not await this method, so a rejection would be unhandled and end the process. */
  override async handleResponse(text: unknown): Promise<void> {
    const socket = this.socket;
    try {
      await super.handleResponse(text);
    } catch (error) {
      socket?.netSocket.destroy(error as Error);
    }
  }

  /** Nest would send calls before the handshake, and a wrong certificate would show only as a broken connection. */
  protected override connect$(socket: Socket): Observable<unknown> {
    return super.connect$(socket, 'error', this.connected).pipe(mergeMap(() => from(this.prove())));
  }

  private async prove(): Promise<void> {
    const packets = this.socket as unknown as PacketSocket;
    const giveUp = () => packets.netSocket.destroy(new Error(`nothing proven within ${GREETING_MS} ms`));
    const inTime = deadline(GREETING_MS, giveUp);
    try {
      packets.trust(await this.greet(packets));
    } finally {
      inTime();
    }
  }

  private get connected(): string {
    return this.tlsOptions ? 'secureConnect' : 'connect';
  }

  private errorOf(error: unknown): Error {
    if (error instanceof RangeError) return error;
    if (typeof error === 'string') return new Unreachable(`${this.host}:${this.port} does not serve it`);
    return new Broken(`the connection to ${this.host}:${this.port} broke before the answer came`);
  }
}
