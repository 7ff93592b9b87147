import { PassingMap } from '#libs/collections';
import type { Message } from '../envelope.js';
import { isAgain, Waiting, type Arrival } from './waiting.js';

export const MOST_MESSAGES = 10_000;
const MOST_BYTES = 16_000_000;

/** How many messages were sent, and how many of them had been sent before. */
export interface Traffic {
  sent: number;
  resent: number;
}

/** The messages of one lane that are in memory: waiting for a frame, or in flight. */
export class Window {
  private readonly waiting: Waiting;
  /** Each frame in flight, and when its first message was created. */
  private readonly underWay = new PassingMap<readonly Message[], number>();
  private bytes = 0;
  /** Messages in frames, since the start. */
  readonly traffic: Traffic = { sent: 0, resent: 0 };

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
  /** When the oldest message was created, waiting or in flight, by performance.now(); of a frame, the first message counts. */
  get oldest(): number {
    return Math.min(this.waiting.oldest, ...this.underWay.values());
  }
  get size(): number {
    return this.frames.reduce((sum, { length }) => sum + length, this.waiting.length);
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
    return [this.waiting.messages, ...this.frames].reduce((sum, messages) => sum + messages.filter(is).length, 0);
  }

  push(message: Message, arrival: Arrival): void {
    this.bytes += message.body.length;
    this.waiting.push(message, arrival);
  }

  /** The next frame; it counts as in flight until `ended` is called. */
  takeFrame(): readonly Message[] {
    const bornAt = this.waiting.oldest;
    const frame = this.waiting.takeFrame();
    this.underWay.set(frame, bornAt);
    this.traffic.sent += frame.length;
    this.traffic.resent += frame.filter(isAgain).length;
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

  private get frames(): readonly (readonly Message[])[] {
    return [...this.underWay.keys()];
  }

  private forget(messages: readonly Message[]): readonly Message[] {
    for (const { body } of messages) this.bytes -= body.length;
    return messages;
  }
}
