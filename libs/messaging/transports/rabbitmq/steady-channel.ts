import type { Channel } from 'amqplib';
import { within } from '../../deadline/index.js';
import type { Link } from './link.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A quorum queue without a leader does not answer for a minute. */
const SETUP_MS = 5_000;
/** A channel that lived this long was no failure. */
const STEADY_MS = 5_000;

interface Setup<C extends Channel> {
  readonly link: Link;
  readonly isConfirming?: boolean;
  /** Messages that may wait in this process for the socket, before `sendToQueue` returns false. */
  readonly highWaterMark?: number;
  /** Declares and consumes what the channel is for. A failure of it closes the channel. */
  readonly setUp: (channel: C, reopen: () => void) => Promise<void>;
  readonly failed: (error: Error) => void;
  readonly ended?: () => void;
}

/** A channel that is opened and set up again whenever it or its connection ends: after ever longer pauses when it does not last. */
export class SteadyChannel<C extends Channel = Channel> {
  private channel: C | undefined;
  private pauseMs = 0;
  private attempt: Promise<Error | undefined> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private readonly again = (): void => {
    clearTimeout(this.timer);
    if (this.isClosed || !this.options.link.connection) return; // the next connection opens it
    this.timer = setTimeout(() => void this.open(), this.pauseMs * (0.5 + Math.random() / 2));
  };

  constructor(private readonly options: Setup<C>) {
    options.link.on('up', this.again);
  }

  /** Undefined while it is not open and set up. */
  get now(): C | undefined {
    return this.channel;
  }

  /** Resolves when it is open; the link must be up. Rejects with the reason when it cannot be opened at once. */
  async opened(): Promise<void> {
    const failure = this.channel ? undefined : await this.open();
    if (failure) throw failure;
  }

  /** What was sent before is sent; nothing waits for the broker. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.options.link.off('up', this.again);
    this.channel?.close().catch(() => undefined);
  }

  private open(): Promise<Error | undefined> {
    clearTimeout(this.timer);
    this.attempt ??= (this.channel ? Promise.resolve(undefined) : this.tryToOpen()).finally(
      () => (this.attempt = undefined),
    );
    return this.attempt;
  }

  private async tryToOpen(): Promise<Error | undefined> {
    const { link, isConfirming, highWaterMark, setUp, failed } = this.options;
    let channel: C | undefined;
    try {
      if (!link.connection) throw new Error('there is no connection');
      const { connection } = link;
      const options = { highWaterMark };
      channel = (await (isConfirming
        ? connection.createConfirmChannel(options)
        : connection.createChannel(options))) as C;
      const opened = channel.on('error', failed);
      let hasEnded = false;
      opened.once('close', () => (hasEnded = true));
      const set = setUp(channel, () => void opened.close().catch(() => undefined));
      await within(SETUP_MS, set, () => {
        throw new Error('the broker does not answer for this queue');
      });
      if (this.isClosed) throw new Error('it is closed');
      // amqplib handles everything that it has read in one turn: the end may come with the last answer, before this line
      if (hasEnded || link.connection !== connection) throw new Error('it ended while it was set up');
      const begun = performance.now();
      channel.once('close', () => this.ended(performance.now() - begun));
      this.channel = channel;
      return undefined;
    } catch (error) {
      if (!this.isClosed) failed(error as Error);
      channel?.close().catch(() => undefined);
      this.slowDown();
      this.again();
      return error as Error;
    }
  }

  private ended(livedMs: number): void {
    if (livedMs > STEADY_MS) this.pauseMs = 0;
    else this.slowDown();
    this.channel = undefined;
    this.options.ended?.();
    this.again();
  }

  private slowDown(): void {
    this.pauseMs = Math.min(2 * this.pauseMs || FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  }
}
