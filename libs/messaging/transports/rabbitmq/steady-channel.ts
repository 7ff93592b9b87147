import type { Channel } from 'amqplib';
import type { Link } from './link.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A channel that lived this long was no failure. */
const STEADY_MS = 5_000;

interface Setup<C extends Channel> {
  readonly link: Link;
  readonly isConfirming?: boolean;
  /** Declares and consumes what the channel is for. A failure of it closes the channel. */
  readonly setUp: (channel: C, reopen: () => void) => Promise<void>;
  readonly failed: (error: Error) => void;
  readonly ended?: () => void;
}

/** A channel that is opened and set up again whenever it or its connection ends: after ever longer pauses when it does not last. */
export class SteadyChannel<C extends Channel = Channel> {
  private channel: C | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private attempt: Promise<Error | undefined> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private readonly reconnected = () => void this.open();

  constructor(private readonly options: Setup<C>) {
    options.link.on('up', this.reconnected);
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

  private open(): Promise<Error | undefined> {
    this.attempt ??= this.tryToOpen().finally(() => (this.attempt = undefined));
    return this.attempt;
  }

  private async tryToOpen(): Promise<Error | undefined> {
    clearTimeout(this.timer);
    const { connection } = this.options.link;
    if (!connection || this.isClosed) return undefined;
    const begun = performance.now();
    let channel: C | undefined;
    const ended = () => {
      if (performance.now() - begun > STEADY_MS) this.pauseMs = FIRST_PAUSE_MS;
      if (this.channel === channel) {
        this.channel = undefined;
        this.options.ended?.();
      }
      this.again(connection);
    };
    try {
      channel = (await (this.options.isConfirming
        ? connection.createConfirmChannel()
        : connection.createChannel())) as C;
      channel.on('error', this.options.failed).once('close', ended);
      const reopen = () => void channel!.close().catch(() => undefined);
      await this.options.setUp(channel, reopen);
      this.channel = channel;
      return undefined;
    } catch (error) {
      this.options.failed(error as Error);
      if (channel) channel.close().catch(() => undefined);
      else this.again(connection);
      return error as Error;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.options.link.off('up', this.reconnected);
    await this.channel?.close().catch(() => undefined);
  }

  private again(connection: unknown): void {
    if (this.isClosed || this.options.link.connection !== connection) return; // the next connection opens it
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), this.pauseMs * (0.5 + Math.random() / 2));
    this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS);
  }
}
