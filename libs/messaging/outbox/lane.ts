import { isEffects } from '../directory.js';
import type { Message, Receipt, Verdict } from '../envelope.js';
import { within } from '../deadline.js';
import { messagingError, toWire, Unreachable, Unreadable } from '../errors.js';
import { fault } from '../fault.js';
import { newId } from '../ids.js';
import { Backlog } from './backlog.js';
import type { LaneOptions } from './lane-options.js';
import { Probe } from './probe.js';
import { isAgain, isLonely } from './waiting.js';
import { Window } from './window.js';

const MOST_ENDING_MS = 5_000;

/** The way from one sender to one receiver: what is in memory for it, the frames under way, and whether the receiver answers at all. */
export class Lane {
  private readonly window: Window;
  private readonly probe = new Probe(() => this.knock());
  private isEnding = false;
  readonly backlog = new Backlog();

  constructor(private readonly options: LaneOptions) {
    this.window = new Window(options.messagesPerFrame);
  }

  get receiver(): string {
    return this.options.receiver;
  }
  get leaseMs(): number {
    return this.options.leaseMs;
  }
  /** Its messages are calls to the world: none of them is ever a suspect. */
  get isToWorld(): boolean {
    return isEffects(this.receiver);
  }
  get isOpen(): boolean {
    return !this.probe.isAway && !this.isEnding;
  }
  get isWithLonely(): boolean {
    return !this.isToWorld && this.window.count(isLonely) > 0;
  }
  /** Its messages are timers. */
  get isToItself(): boolean {
    return this.options.sender === this.receiver;
  }
  /** How many messages are here that were sent before without an answer. */
  get again(): number {
    return this.isToWorld ? 0 : this.window.count(isAgain);
  }
  /** How many messages are here, waiting or under way. */
  get size(): number {
    return this.window.size;
  }
  /** How many more it takes into memory. */
  get room(): number {
    return this.window.room;
  }
  /** How many more bytes of bodies; the last message may exceed them. */
  get roomInBytes(): number {
    return this.window.roomInBytes;
  }

  /** Whether a new row may be sent from memory; if not, it waits in the table for the sweep. */
  takesNew(): boolean {
    if (!this.isOpen || this.room === 0) this.backlog.begin();
    if (this.backlog.isThere) this.backlog.addRow();
    return !this.backlog.isThere;
  }

  /** Why nothing more should be accepted that would end up here; undefined: go on. */
  overload(): string | undefined {
    return this.backlog.isTooMuch ? `${this.backlog.size} messages wait for ${this.receiver}` : undefined;
  }

  /** How long the oldest message that was not received has waited since it was born, or how long the receiver is away; 0 when neither. */
  get waitedMs(): number {
    return Math.max(0, performance.now() - Math.min(this.backlog.oldest, this.window.oldest));
  }

  /**
   * @param leasedAt  a moment before the statement that gave them their lease, by performance.now()
   * @param bornAt    the oldest of them, when they are older than that
   */
  push(messages: readonly Message[], leasedAt: number, bornAt = leasedAt): void {
    const arrival = { leasedAt, bornAt };
    for (const message of messages) this.window.push(message, arrival);
    this.pump();
  }

  /**
   * Gives back what has waited here for half its lease. After the lease somebody may send it again, and then a copy from
   * here would call the world a second time, or make a suspect of a message that never left.
   */
  leaveStale(): void {
    this.giveBack(this.window.takeOlderThan(performance.now() - this.leaseMs / 2));
  }

  /** Sends nothing more, and waits for the receipts of what is under way; what takes longer than a stop may is asked about at the next start. */
  async end(): Promise<void> {
    this.isEnding = true;
    this.probe.end();
    this.window.takeAll();
    const limit = performance.now() + MOST_ENDING_MS;
    while (this.window.framesUnderWay && performance.now() < limit)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** The receiver has sent something, so it is there: whoever comes back after a long outage need not wait for the next knock. */
  heard(): void {
    this.probe.hurry();
  }

  /** Shows the receiver that this sender is there. */
  greet(): void {
    if (this.isOpen) void this.knock();
  }

  private pump(): void {
    this.leaveStale();
    while (this.isOpen && this.window.isWaiting && this.window.framesUnderWay < this.options.framesInFlight) {
      const until = this.window.since + this.leaseMs;
      void this.send(this.window.takeFrame(), until);
    }
  }

  private async send(messages: readonly Message[], until: number): Promise<void> {
    try {
      await fault('outbox.before_send');
      const receipts = await this.deliver(messages, until - performance.now());
      await fault('outbox.after_send');
      this.probe.answered();
      this.options.onReceipts(this.receiver, receipts, messages);
    } catch (error) {
      if (error instanceof Unreadable) this.sendSingly(messages, until - this.leaseMs);
      else this.close(error instanceof Unreachable ? messages : []);
    } finally {
      this.window.ended(messages);
    }
    if (messages.some(isAgain) || (this.backlog.isThere && !this.size)) this.options.onFree();
    this.pump();
  }

  private deliver(messages: readonly Message[], remainingMs: number): Promise<readonly Receipt[]> {
    const { sender, receiver, carrier } = this.options;
    const frame = { id: newId(), sender, receiver, messages, remainingMs };
    const answer = Promise.try(() => carrier.deliver(frame));
    return within(remainingMs, answer, () => {
      throw new Error(`${receiver} did not answer a frame within ${Math.round(remainingMs)} ms`);
    });
  }

  /** One message made the frame unreadable: each goes in a frame of its own, and the one that is unreadable alone has failed. */
  private sendSingly(messages: readonly Message[], leasedAt: number): void {
    this.probe.answered();
    const error = toWire(messagingError('message.unreadable', `${this.receiver} cannot read it`));
    const arrival = { leasedAt, bornAt: leasedAt, isSingle: true };
    if (messages.length > 1) for (const message of messages) this.window.push(message, arrival);
    else this.answerFor(messages, { outcome: 'failed', error, counted: true, permanent: false });
  }

  /** The receiver is away: its rows are left alone, and only an empty frame knocks, with a growing, jittered pause. */
  private close(undelivered: readonly Message[] = []): void {
    this.backlog.begin(this.window.oldest);
    this.giveBack([...undelivered, ...this.window.takeAll()]);
    if (!this.isEnding) this.probe.unanswered();
  }

  /** What never left was not sent: it must not count as a send without an answer, or an absent receiver would make its rows suspects. */
  private giveBack(messages: readonly Message[]): void {
    if (messages.length) this.answerFor(messages, { outcome: 'busy' });
  }

  private answerFor(messages: readonly Message[], verdict: Verdict): void {
    const receipts = messages.map(({ id }) => ({ id, ...verdict }));
    this.options.onReceipts(this.receiver, receipts, messages);
  }

  private async knock(): Promise<void> {
    try {
      await this.deliver([], this.leaseMs);
      this.probe.answered();
      this.options.onFree();
      this.pump();
    } catch {
      this.close();
    }
  }
}
