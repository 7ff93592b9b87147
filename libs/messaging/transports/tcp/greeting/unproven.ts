import type { Socket } from 'node:net';
import { deadline } from '../../../deadline/index.js';
import { GREETING_MS, MOST_UNPROVEN } from '../limits.js';

/**
 * Accepted connections whose peer has not yet proven its identity. They have a limit and a deadline of their own, so that connections
 * that are only held open take no places from processes that can authenticate.
 */
export class Unproven {
  /** By the peer's address, since a TLS socket is another object than the socket below it; the oldest first. */
  private readonly waiting = new Map<string, { readonly socket: Socket; readonly inTime: () => void }>();

  /** @param onCut  called with the reason and the peer's address when a connection is closed */
  constructor(private readonly onCut: (why: string, from: string) => void) {}

  add(socket: Socket): void {
    const from = addressOf(socket);
    const late = () => this.cut(from, `proves nothing within ${GREETING_MS} ms`);
    this.waiting.set(from, { socket, inTime: deadline(GREETING_MS, late) });
    socket.once('close', () => this.waiting.get(from)?.socket === socket && this.proved(from));
    if (this.waiting.size <= MOST_UNPROVEN) return;
    const [oldest] = this.waiting.keys();
    this.cut(oldest!, `makes room: more than ${MOST_UNPROVEN} connections prove nothing`);
  }

  /** The peer at this address is authenticated. */
  proved(from: string): void {
    this.waiting.get(from)?.inTime();
    this.waiting.delete(from);
  }

  private cut(from: string, why: string): void {
    const { socket } = this.waiting.get(from)!;
    this.proved(from);
    this.onCut(why, from);
    socket.destroy();
  }
}

/** The peer's address and port, unique among the connections to one port. */
export const addressOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress}:${remotePort}`;
