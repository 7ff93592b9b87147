import { PassingSet } from '#libs/collections';
import type { Message } from '../envelope.js';
import { Waiting } from './waiting.js';

export const MOST_MESSAGES = 10_000;
const MOST_BYTES = 16_000_000;

/** The messages of one lane that are in memory: those that wait for a frame and those under way. */
export class Window {
  private readonly waiting: Waiting;
  private readonly underWay = new PassingSet<readonly Message[]>();
  private bytes = 0;

  constructor(messagesPerFrame: number) {
    this.waiting = new Waiting(messagesPerFrame);
  }

  get framesUnderWay(): number {
    return this.underWay.size;
  }
  get isWaiting(): boolean {
    return this.waiting.length > 0;
  }
  /** When the lease of the first one that waits began, by performance.now(). */
  get since(): number {
    return this.waiting.since;
  }
  get size(): number {
    return [...this.underWay].reduce((sum, { length }) => sum + length, this.waiting.length);
  }
  /** How many more it takes. */
  get room(): number {
    return this.bytes >= MOST_BYTES ? 0 : Math.max(0, MOST_MESSAGES - this.size);
  }
  /** How many more bytes of bodies; the last message may exceed them. */
  get roomInBytes(): number {
    return Math.max(0, MOST_BYTES - this.bytes);
  }

  count(is: (message: Message) => boolean): number {
    return [this.waiting.messages, ...this.underWay].reduce((sum, messages) => sum + messages.filter(is).length, 0);
  }

  push(message: Message, leasedAt: number, isSingle: boolean): void {
    this.bytes += message.body.length;
    this.waiting.push(message, leasedAt, isSingle);
  }

  /** The next frame, which is under way until it has ended. */
  takeFrame(): readonly Message[] {
    const frame = this.waiting.takeFrame();
    this.underWay.add(frame);
    return frame;
  }

  ended(frame: readonly Message[]): void {
    this.underWay.delete(frame);
    this.forget(frame);
  }

  takeOlderThan(moment: number): readonly Message[] {
    return this.forget(this.waiting.takeOlderThan(moment));
  }

  takeAll(): readonly Message[] {
    return this.forget(this.waiting.takeAll());
  }

  private forget(messages: readonly Message[]): readonly Message[] {
    for (const { body } of messages) this.bytes -= body.length;
    return messages;
  }
}
