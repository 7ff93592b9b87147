import type { Socket } from 'node:net';
import { TcpSocket } from '@nestjs/microservices';
import { Assembly, framed } from './assembly.js';
import { MOST_UNSENT_BYTES, PACKET_MS } from './limits.js';

const KEEP_ALIVE_MS = 5_000;

/**
 * How packets travel on one connection, for Nest's client and server alike. Against Nest's own JsonSocket: Nagle is off (with it a
 * request among ten takes 4,400 µs instead of 27), limits are small, a peer that breaks them is cut off, and it always reads: one
 * that pauses until its peer has read stands still for ever opposite one that does the same.
 */
export class PacketSocket extends TcpSocket {
  private readonly assembly: Assembly;
  private partial: NodeJS.Timeout | undefined;
  private isCorked = false;

  constructor(socket: Socket) {
    super(socket);
    this.assembly = new Assembly((text) => socket.emit('message', text));
    socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
    socket.once('close', () => clearTimeout(this.partial));
  }

  /** What is sent in one turn of the event loop leaves in one system call. */
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
      clearTimeout(this.partial);
      this.partial = undefined;
    } else this.partial ??= setTimeout(this.giveUp, PACKET_MS).unref();
  }

  /** Nest's would end its own side, and go on reading what the peer floods it with. */
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
