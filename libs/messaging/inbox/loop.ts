import { Logger } from '@nestjs/common';
import { PassingMap } from '#libs/collections';
import { metering, tracing } from '#libs/telemetry';
import { busy, keyReused, messagingError, notBegun } from '../errors.js';
import { fault } from '../fault/index.js';
import { batchTaken, duplicates } from '../metrics/index.js';
import { batching } from '../spans/index.js';
import { Memory } from '../work/memory.js';
import { BatchRunner, type RunnerParts } from './batch-runner.js';
import { tellBatch } from './batches.js';
import type { Ending } from './decisions.js';
import type { Item } from './item.js';
import { Queue } from './queue.js';

const FLUSH_MS = 50;
const AGAIN_MS = 50;
const OUTAGE_MS = 1_000;
const MOST_WAITING = 20_000;

export type LoopParts = Omit<RunnerParts, 'memory' | 'logger'>;

/** The batch loop of one context in one process: runs all waiting items in one transaction, and answers after the commit. */
export class Loop {
  private readonly logger: Logger;
  private readonly runner: BatchRunner;
  private readonly queue = new Queue();
  /** Waiting and running items, by identity: a copy gets the result of the first one. */
  private readonly present = new PassingMap<string, Item>();
  private running: Promise<void> | undefined;
  private flushTimer: NodeJS.Timeout | undefined;
  private isOpen = true;

  constructor(private readonly parts: LoopParts) {
    this.logger = new Logger(`${parts.context} inbox`);
    const runnerParts = { ...parts, memory: new Memory(), logger: this.logger };
    this.runner = new BatchRunner(runnerParts, (item, ending) => this.end(item, ending));
  }

  get waiting(): number {
    return this.present.size;
  }
  /** More are refused as busy. */
  readonly most = MOST_WAITING;

  /** The reply after the commit. Rejects with a Refusal, with Busy, or with what the decision threw. */
  enqueue(item: Item): Promise<unknown> {
    const present = this.present.get(item.identity);
    if (present) return this.copied(present, item);
    if (!this.isOpen || this.present.size >= MOST_WAITING) return Promise.reject(busy());
    this.present.set(item.identity, item);
    this.queue.push(item);
    void this.wake();
    return item.promise;
  }

  private copied(present: Item, item: Item): Promise<unknown> {
    if (metering) duplicates(this.parts.context, 1);
    return join(present, item);
  }

  /** Resolves when all accepted items are committed and answered, and the receipts are flushed. */
  async drain(): Promise<void> {
    this.isOpen = false;
    clearTimeout(this.flushTimer);
    while (this.present.size || this.running)
      await (this.running ?? (this.queue.length ? this.wake() : pause(AGAIN_MS)));
    await this.flush();
    await this.parts.connection.end();
  }

  private wake(): Promise<void> {
    return this.occupy(() => this.work());
  }

  /** Runs one batch or one flush at a time; outside the span of whoever happened to begin it. */
  private occupy(work: () => Promise<void>): Promise<void> {
    return (this.running ??= (tracing ? tracing.outside(work) : work()).finally(() => {
      this.running = undefined;
      if (this.queue.length) void this.wake();
    }));
  }

  private async work(): Promise<void> {
    while (this.queue.length) {
      await nextTurn(); // includes what arrives in this turn of the event loop: a batch costs the same for one item or ten
      const items = this.stillWanted(this.queue.take());
      if (!items.length) continue;
      tellBatch({ context: this.parts.context, items: items.length });
      await fault('inbox.taken');
      const begun = performance.now();
      await this.traced(items);
      if (metering) batchTaken(this.parts.context, items.length, begun);
    }
  }

  private async traced(items: readonly Item[]): Promise<void> {
    const span = tracing && batching(this.parts.context, items);
    if (!span) return this.runner.run(items);
    await span.run(() => this.runner.run(items));
    span.end();
  }

  private stillWanted(items: readonly Item[]): readonly Item[] {
    const now = performance.now();
    for (const item of items) if (item.isOverdue(now)) this.end(item, { kind: 'refused', error: notBegun() });
    return items.filter((item) => this.present.get(item.identity) === item);
  }

  private end(item: Item, ending: Ending): void {
    if (ending.kind === 'again' && item.isRequest && this.isOpen && !item.isOverdue(performance.now() + AGAIN_MS)) {
      setTimeout(() => this.comeAgain(item), AGAIN_MS);
      return;
    }
    this.present.delete(item.identity);
    if (ending.kind === 'done') item.resolve(ending.reply);
    else item.reject(ending.kind === 'again' ? notNow(item) : ending.error);
  }

  private comeAgain(item: Item): void {
    this.queue.push(item);
    void this.wake();
  }

  /** Deletes the rows with receipts soon, unless a batch does it before. */
  flushSoon(inMs = FLUSH_MS): void {
    this.flushTimer ??= setTimeout(() => this.flushWhenOld(), inMs).unref();
  }

  private flushWhenOld(): void {
    this.flushTimer = undefined;
    const { waitedMs } = this.parts.relay.receipts;
    if (waitedMs < 0) return; // a batch has deleted them
    if (this.running) return this.flushSoon(); // this batch or the next one will delete them
    if (waitedMs < FLUSH_MS) return this.flushSoon(FLUSH_MS - waitedMs);
    void this.occupy(() => this.flush());
  }

  /** Deletes the rows with receipts when no batch runs that could do it. A row that cannot be deleted now is only sent once more. */
  private async flush(): Promise<void> {
    const { relay, connection, health } = this.parts;
    const received = relay.receipts.takeAll();
    const calls = relay.remove(received);
    if (!calls.length) return;
    try {
      await (await connection.open()).flight(calls);
    } catch (error) {
      health.failed(error);
      if (this.isOpen) this.flushSoon(OUTAGE_MS);
      relay.returnReceipts(received);
    }
  }
}

function join(present: Item, { scope }: Item): Promise<unknown> {
  const [first, second] = [present.scope.request, scope.request];
  return first && second && first.fingerprint !== second.fingerprint ? Promise.reject(keyReused()) : present.promise;
}

/** A request was tried until its deadline and fails; a message is sent again by its sender. */
const notNow = (item: Item): Error =>
  item.isRequest ? messagingError('context.unavailable', 'the database of the context is not available') : busy();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
