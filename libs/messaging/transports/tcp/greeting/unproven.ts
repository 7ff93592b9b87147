import type { Socket } from 'node:net';
import { deadline } from '../../../deadline.js';
import { GREETING_MS, MOST_UNPROVEN } from '../limits.js';

/**
 * The connections that have not yet proven who is at their other end, from the moment when they are accepted. They have a limit and a
 * deadline of their own, so whoever only holds connections keeps no place from a process that can prove itself.
 */
export class Unproven {
  /** By the address of the other end, since an encrypted socket is another object than the one below it; the oldest first. */
  private readonly waiting = new Map<string, { readonly socket: Socket; readonly inTime: () => void }>();

  /** @param onCut  told why one was cut, and whose it was */
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

  /** It is one of them no more. */
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

/** Of the other end; no two connections to one port have the same. */
export const addressOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress}:${remotePort}`;
