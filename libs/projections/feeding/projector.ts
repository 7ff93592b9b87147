import { Connection } from '#libs/database/wire';
import { FoldedLog } from '#libs/logging';
import { within } from '#libs/messaging/deadline';
import type { Document, DocumentStore } from './documents.js';
import { Feeder } from './feeder.js';
import type { Projection } from './projection.js';
import { release } from './sql/progress.js';
import { rowsOf } from './sql/statement.js';

/** The pause between two rounds. Nearly all orders are final within it, and then are written once and not twice. */
const PAUSE_MS = 1_000;
const LONGEST_REST_MS = 10_000;
/** How long a stop waits for the running round; what it has not done is done again after the next start. */
const STOP_MS = 1_000;
const TIMEOUT_MS = 12_000;
const SETTINGS = {
  default_transaction_isolation: 'read committed',
  enable_seqscan: 'off', // plans that were made while the tables were empty would read all events
  lock_timeout: '2s',
  statement_timeout: '5s',
  idle_in_transaction_session_timeout: '5s',
  client_connection_check_interval: '1s',
  tcp_user_timeout: '5s',
  jit: 'off',
};

export interface ProjectorOptions<D extends Document> {
  readonly projection: Projection<D>;
  readonly store: DocumentStore<D>;
  /** The context, and its database. */
  readonly context: string;
  readonly url: string;
  /** The process with its replica: who holds the lease. */
  readonly holder: string;
  /** Documents a second that a copy is filled with at most. */
  readonly rate: number;
  readonly news: ProjectorNews;
}

/** What a projector tells while it works. */
export interface ProjectorNews {
  log(sentence: string): void;
  warn(sentence: string): void;
  /** So many documents were written to the store of this name. */
  wrote(store: string, documents: number): void;
  /** Why the store of this name is not fed; undefined: it is again. */
  waits(store: string, why: string | undefined): void;
}

/** Feeds the copies of a projection in one store, as long as the process runs. Replicas take turns by a lease. */
export class Projector<D extends Document> {
  private readonly folded = new FoldedLog((line) => this.options.news.warn(line));
  private readonly stopped = Promise.withResolvers<void>();
  private connection: Connection | undefined;
  private wake: (() => void) | undefined;
  private isOpen = false;
  private failures = 0;
  private mayFillAt = 0;

  constructor(private readonly options: ProjectorOptions<D>) {}

  start(): void {
    this.isOpen = true;
    void this.run();
  }

  /** Ends after the running round, or in the middle of one that takes too long. */
  async drain(): Promise<void> {
    const { projection, store, holder } = this.options;
    this.wake?.();
    if (this.isOpen) {
      this.isOpen = false;
      await within(STOP_MS, this.stopped.promise, () => this.connection?.giveUp());
    }
    if (this.connection && !this.connection.isLost)
      await rowsOf(this.connection, release(projection.name, store.name, holder)).catch(() => undefined);
    await this.connection?.end();
    await store.close();
  }

  private async run(): Promise<void> {
    while (this.isOpen) {
      const pauseMs = await this.round().catch((error: unknown) => this.fail(error));
      if (this.isOpen && pauseMs > 0) await this.sleep(pauseMs);
    }
    this.stopped.resolve();
  }

  /** Returns the pause until the next one. */
  private async round(): Promise<number> {
    const { projection, store, holder, rate, news } = this.options;
    const connection = (this.connection = await this.connected());
    const wrote = (documents: number) => news.wrote(store.name, documents);
    const feeder = new Feeder({ projection, store, connection, holder, wrote }, news);
    const begun = performance.now();
    const { isMore, filled } = await feeder.round(begun >= this.mayFillAt);
    this.succeed();
    if (filled) this.mayFillAt = begun + (filled / rate) * 1_000;
    const untilFill = filled ? Math.max(0, this.mayFillAt - performance.now()) : PAUSE_MS;
    return isMore ? 0 : Math.min(PAUSE_MS, untilFill);
  }

  private async connected(): Promise<Connection> {
    if (this.connection && !this.connection.isLost) return this.connection;
    this.connection?.giveUp();
    const { url, context } = this.options;
    return Connection.open({ url, name: `cleave-${context} projections`, settings: SETTINGS, timeoutMs: TIMEOUT_MS });
  }

  private succeed(): void {
    if (this.failures) this.options.news.waits(this.options.store.name, undefined);
    this.failures = 0;
    this.folded.over('round');
  }

  private fail(error: unknown): number {
    const { projection, store, news } = this.options;
    const why = (error as Error).message;
    this.failures++;
    news.waits(store.name, why);
    this.folded.happened('round', `${projection.name} in ${store.name} wait: ${why}`);
    return Math.min(LONGEST_REST_MS, PAUSE_MS * 2 ** Math.min(this.failures - 1, 4));
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => (clearTimeout(timer), resolve());
    });
  }
}
