import { ALONE_AFTER } from '../inbox/item.js';
import type { Message } from '../envelope.js';

const FRAME_BYTES = 512 * 1024;

/** Sent before without an answer: another crash while it is in flight makes it a suspect, so few of these are in flight at once. */
export const isAgain = ({ sends }: Message): boolean => sends > 1;

/** Sent often without an answer: it may be a poison message, which kills its receiver, so it has a frame of its own. */
export const isSuspect = ({ sends }: Message): boolean => sends > ALONE_AFTER;

/** The times of a message in memory, by performance.now(). */
export interface Arrival {
  /** When its lease began. */
  readonly leasedAt: number;
  /** When it was created. */
  readonly bornAt: number;
  /** It is sent in a frame of its own. @defaultValue false */
  readonly isSingle?: boolean;
}

/** Messages that wait in memory for a frame, and when the lease of each began. */
export class Waiting {
  readonly messages: Message[] = [];
  private readonly arrivals: Arrival[] = [];
  private readonly single = new WeakSet<Message>();

  constructor(private readonly messagesPerFrame: number) {}

  get length(): number {
    return this.messages.length;
  }

  /** When the lease of the first one began, by performance.now(). */
  get since(): number {
    return this.arrivals[0]?.leasedAt ?? Infinity;
  }

  /** When the first one was created. */
  get oldest(): number {
    return this.arrivals[0]?.bornAt ?? Infinity;
  }

  push(message: Message, arrival: Arrival): void {
    if (arrival.isSingle || isSuspect(message)) this.single.add(message);
    this.messages.push(message);
    this.arrivals.push(arrival);
  }

  /** The next frame: bounded in number and bytes; a suspect, and one whose frame was unreadable, has one of its own. */
  takeFrame(): readonly Message[] {
    let bytes = 0;
    let size = 0;
    for (const message of this.messages) {
      bytes += message.body.length;
      const isFull = size === this.messagesPerFrame || bytes > FRAME_BYTES || this.single.has(message);
      if (size > 0 && isFull) break;
      size++;
      if (this.single.has(message)) break;
    }
    return this.take(size);
  }

  takeOlderThan(moment: number): readonly Message[] {
    const young = this.arrivals.findIndex(({ leasedAt }) => leasedAt > moment);
    return this.take(young < 0 ? this.length : young);
  }

  takeAll(): readonly Message[] {
    return this.take(this.length);
  }

  private take(size: number): readonly Message[] {
    this.arrivals.splice(0, size);
    return this.messages.splice(0, size);
  }
}
