import { tracing } from '#libs/telemetry';
import { isEffects } from '../directory.js';
import type { Message, Receipt, Verdict } from '../envelope.js';
import { within } from '../deadline/index.js';
import { messagingError, toWire, Unreachable, Unreadable } from '../errors.js';
import { fault } from '../fault/index.js';
import { newId } from '../ids.js';
import { sending, sent } from '../spans/index.js';
import { Backlog } from './backlog.js';
import type { LaneOptions } from './lane-options.js';
import { LaneState } from './lane-state.js';
import { isAgain, isSuspect } from './waiting.js';
import { Window, type Traffic } from './window.js';

const MOST_ENDING_MS = 5_000;

/** The connection from one sender to one receiver: messages in memory, frames in flight, and whether the receiver is reachable. */
export class Lane {
  private readonly window: Window;
  private readonly state = new LaneState(() => this.knock());
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
  /** Its messages are calls of external systems. They are never suspected of crashing the receiver. */
  get isToWorld(): boolean {
    return isEffects(this.receiver);
  }
  get isOpen(): boolean {
    return this.state.isOpen;
  }
  get hasSuspect(): boolean {
    return !this.isToWorld && this.window.count(isSuspect) > 0;
  }
  /** Sender and receiver are the same context: its messages are timers. */
  get isToItself(): boolean {
    return this.options.sender === this.receiver;
  }
  /** How many messages in memory were sent before without an answer. */
  get again(): number {
    return this.isToWorld ? 0 : this.window.count(isAgain);
  }
  /** How many messages are in memory, waiting or in flight. */
  get size(): number {
    return this.window.size;
  }
  get traffic(): Readonly<Traffic> {
    return this.window.traffic;
  }
  /** How many more it takes into memory. */
  get room(): number {
    return this.window.room;
  }
  /** How many more bytes of bodies; the last message may exceed them. */
  get roomInBytes(): number {
    return this.window.roomInBytes;
  }

  /** Whether a new row may be sent from memory; otherwise it waits in the table for the sweep. */
  takesNew(): boolean {
    if (!this.isOpen || this.room === 0) this.backlog.begin();
    if (this.backlog.isThere) this.backlog.addRow();
    return !this.backlog.isThere;
  }

  /** Why no command should be accepted that sends to this receiver; undefined: accept it. */
  overload(): string | undefined {
    return this.backlog.isTooMuch ? `${this.backlog.size} messages wait for ${this.receiver}` : undefined;
  }

  /** The age of the oldest message without a receipt, or how long the receiver has been unreachable; 0 when neither. */
  get waitedMs(): number {
    return Math.max(0, performance.now() - Math.min(this.backlog.oldest, this.window.oldest));
  }

  /**
   * @param leasedAt  a time before the statement that set their lease, by performance.now()
   * @param bornAt    when the oldest of them was created, if earlier
   */
  push(messages: readonly Message[], leasedAt: number, bornAt = leasedAt): void {
    const arrival = { leasedAt, bornAt };
    for (const message of messages) this.window.push(message, arrival);
    this.pump();
  }

  /**
   * Returns to the table what has waited in memory for half its lease. After the lease a sweep sends the row again. A copy from
   * memory would then call an external system a second time, or a message that was never sent would count as unanswered.
   */
  leaveStale(): void {
    this.giveBack(this.window.takeOlderThan(performance.now() - this.leaseMs / 2));
  }

  /** Stops sending and waits for the receipts of frames in flight, at most 5 s; what has no receipt then is sent again after the next start. */
  async end(): Promise<void> {
    this.state.end();
    this.window.takeAll();
    const limit = performance.now() + MOST_ENDING_MS;
    while (this.window.framesUnderWay && performance.now() < limit)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** A frame came from the receiver, so it is reachable: the probe is sent now and not after the rest of its pause. */
  heard(): void {
    this.state.heard();
  }

  /** Sends an empty frame, so that the receiver knows that this sender is reachable. */
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
      this.state.answered();
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
    const span = sending(frame);
    const send = () => carrier.deliver(frame);
    // a receiver in this process would do what is not sampled inside of the span of the batch that has sent it
    const answer = Promise.try(() => (tracing ? tracing.outside(send) : send()));
    const inTime = within(remainingMs, answer, () => {
      throw new Error(`${receiver} did not answer a frame within ${Math.round(remainingMs)} ms`);
    });
    return span ? sent(span, inTime) : inTime;
  }

  /** The receiver could not parse the frame: each message is sent in a frame of its own, and the one that still cannot be parsed fails. */
  private sendSingly(messages: readonly Message[], leasedAt: number): void {
    this.state.answered();
    const error = toWire(messagingError('message.unreadable', `${this.receiver} cannot read it`));
    const arrival = { leasedAt, bornAt: leasedAt, isSingle: true };
    if (messages.length > 1) for (const message of messages) this.window.push(message, arrival);
    else this.answerFor(messages, { outcome: 'failed', error, counted: true, permanent: false });
  }

  /** The receiver is unreachable: rows stay in the table, and only an empty frame is sent as a probe, with exponential, jittered pauses. */
  private close(undelivered: readonly Message[] = []): void {
    this.backlog.begin(this.window.oldest);
    this.giveBack([...undelivered, ...this.window.takeAll()]);
    this.state.unanswered();
  }

  /** Messages that were not sent must not count as sent without an answer: an unreachable receiver would make its rows suspects. */
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
      this.state.answered();
      this.options.onFree();
      this.pump();
    } catch {
      this.close();
    }
  }
}
