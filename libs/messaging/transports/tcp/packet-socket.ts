import type { Socket } from 'node:net';
import { TcpSocket } from '@nestjs/microservices';
import { deadline } from '../../deadline/index.js';
import { Assembly, framed } from './assembly.js';
import { Ended, type Proven, type Turns } from './greeting/index.js';
import { MOST_GREETING_BYTES, MOST_PACKET_BYTES, MOST_UNSENT_BYTES, PACKET_MS } from './limits.js';

const KEEP_ALIVE_MS = 5_000;

/**
 * The packets of one connection, for Nest's client and server. Differences from Nest's JsonSocket: Nagle's algorithm is off (with it, one
 * of ten concurrent requests takes 4,400 µs instead of 27), limits are small, a peer that exceeds them is disconnected, and reading
 * never pauses: two peers that both wait until the other has read would wait forever.
 */
export class PacketSocket extends TcpSocket implements Turns {
  /** Undefined until both ends are authenticated; only small packets are read until then. */
  proven: Proven | undefined;
  private readonly assembly: Assembly;
  /** Cancels the deadline of an incomplete packet. */
  private partial: (() => void) | undefined;
  private isCorked = false;

  constructor(socket: Socket) {
    super(socket);
    this.assembly = new Assembly((text) => socket.emit('message', text), MOST_GREETING_BYTES);
    socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
    socket.once('close', () => this.partial?.());
  }

  /** From now on it carries calls between these pairs of contexts. */
  trust(proven: Proven): void {
    this.proven = proven;
    this.assembly.most = MOST_PACKET_BYTES;
  }

  /** Whether `from` may call the context `to` over it. */
  mayTell(from: string, to: string): boolean {
    return this.proven?.get(to)?.has(from) ?? false;
  }

  say(words: object): void {
    this.sendMessage(JSON.stringify(words));
  }

  heard(): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const socket = this.netSocket;
    const ended = () => reject(new Ended());
    socket.once('message', resolve).once('close', ended);
    return promise.finally(() => socket.off('message', resolve).off('close', ended));
  }

  /** Packets of one turn of the event loop are written in one system call. */
  protected override handleSend(text: string, sent?: (error?: Error | null) => void): void {
    const bytes = framed(text);
    if (!this.isCorked) {
      this.isCorked = true;
      this.netSocket.cork();
      setImmediate(this.flush);
    }
    this.netSocket.write(bytes, sent);
    const unsent = this.netSocket.writableLength;
    if (unsent > MOST_UNSENT_BYTES) this.netSocket.destroy(new Error(`the peer does not read: ${unsent} bytes wait`));
  }

  protected override handleData(bytes: Buffer): void {
    this.assembly.add(bytes);
    if (!this.assembly.isPartial) {
      this.partial?.();
      this.partial = undefined;
    } else this.partial ??= deadline(PACKET_MS, this.giveUp);
  }

  /** Nest's socket would end only its own side and keep reading from a peer that sends without end. */
  protected override handleDataError(error: Error): void {
    this.netSocket.destroy(error);
  }

  private readonly flush = (): void => {
    this.isCorked = false;
    this.netSocket.uncork();
  };
  private readonly giveUp = (): void => {
    this.netSocket.destroy(new Error(`a packet was not whole after ${PACKET_MS} ms`));
  };
}
