import { Logger } from '@nestjs/common';
import type { Call } from '#libs/database';
import { busy, messagingError, notBegun } from '../errors.js';
import { fault } from '../fault.js';
import type { Outgoings } from '../outbox/outgoing.js';
import type { Relay } from '../outbox/relay.js';
import type { Tables } from '../work/tables.js';
import type { Commits } from '../work/commits.js';
import { StreamCache } from '../work/stream-cache.js';
import { tellBatch } from './batches.js';
import { Batch, type Ending, type Outcome } from './batch.js';
import { Item } from './item.js';
import type { LoopConnection } from './loop-connection.js';
import { Queue } from './queue.js';
import { troubleOf } from './trouble.js';

const RETRIES = 3;
const FLUSH_MS = 50;
/** A batch that takes longer has lost its way: the process ends, and what was not committed is sent again. */
const STUCK_MS = 20_000;
const MOST_WAITING = 20_000;

export interface LoopParts {
  readonly context: string;
  readonly connection: LoopConnection;
  readonly tables: Tables;
  readonly outgoings: Outgoings;
  readonly relay: Relay;
  readonly commits: Commits;
  readonly keptMs: { readonly withKey: number; readonly withoutKey: number };
}

/** The batch loop of one context in one process: takes what waits, decides it in one transaction, answers after the commit. */
export class Loop {
  private readonly logger: Logger;
  private readonly queue = new Queue();
  private readonly streams = new StreamCache();
  /** Items that wait or run, by identity: a copy of one joins it. */
  private readonly present = new Map<string, Item>();
  private running: Promise<void> | undefined;
  private flushTimer: NodeJS.Timeout | undefined;
  private isOpen = true;

  constructor(private readonly parts: LoopParts) {
    this.logger = new Logger(`${parts.context} inbox`);
    parts.relay.onReceipts(() => this.flushSoon());
  }

  get waiting(): number {
    return this.present.size;
  }

  /** The reply after the commit. Rejects with a Refusal, with Busy, or with what the decision threw. */
  enqueue(item: Item): Promise<unknown> {
    const twin = this.present.get(item.identity);
    if (twin) return this.join(twin, item);
    if (!this.isOpen || this.present.size >= MOST_WAITING) return Promise.reject(busy());
    this.present.set(item.identity, item);
    this.queue.push(item);
    this.wake();
    return item.promise;
  }

  /** Ends when everything that was taken is committed and answered, and receipts are flushed. */
  async drain(): Promise<void> {
    this.isOpen = false;
    clearTimeout(this.flushTimer);
    while (this.queue.length || this.running) await (this.running ?? this.wake());
    await this.flush().catch(() => undefined); // unflushed receipts cost one more send
    await this.parts.connection.end();
  }

  private join(twin: Item, copy: Item): Promise<unknown> {
    const [first, second] = [twin.scope.request, copy.scope.request];
    if (first && second && first.fingerprint !== second.fingerprint) return Promise.reject(keyReusedWhileRunning());
    return twin.promise;
  }

  private wake(): Promise<void> {
    return this.occupy(() => this.work());
  }

  /** One at a time: a batch, or a flush. Whatever arrives as it ends starts the next one. */
  private occupy(work: () => Promise<void>): Promise<void> {
    return (this.running ??= work().finally(() => {
      this.running = undefined;
      if (this.queue.length) void this.wake();
    }));
  }

  private async work(): Promise<void> {
    await Promise.resolve(); // what arrived in the same turn comes along
    while (this.queue.length) {
      const items = this.stillWanted(this.queue.take());
      if (!items.length) continue;
      tellBatch({ context: this.parts.context, items: items.length });
      await fault('inbox.taken');
      const stuck = setTimeout(() => this.giveUp(), STUCK_MS);
      try {
        await this.run(items);
      } finally {
        clearTimeout(stuck);
      }
    }
  }

  private stillWanted(items: Item[]): Item[] {
    const now = performance.now();
    for (const item of items) if (item.isOverdue(now)) this.end(item, { kind: 'refused', error: notBegun() });
    return items.filter((item) => this.present.get(item.identity) === item);
  }

  /** Runs the items until each has ended, is put back, or is told to come again. Never rejects. */
  private async run(items: readonly Item[], tries = 0, skipLocked = false): Promise<void> {
    try {
      await this.finish(await this.attempt(items, skipLocked));
    } catch (error) {
      await this.recover(items, error, tries, skipLocked);
    }
  }

  private async attempt(items: readonly Item[], skipLocked: boolean): Promise<Outcome> {
    const { relay, tables, outgoings, keptMs } = this.parts;
    const connection = await this.parts.connection.open();
    const receipts = relay.takeReceipts();
    const outbox = { receipts, insert: (rows: Parameters<Relay['insert']>[0]) => relay.insert(rows), remove: (keys: Parameters<Relay['remove']>[0]) => relay.remove(keys) };
    try {
      return await new Batch(items, connection, tables, this.streams, outgoings, outbox, keptMs, skipLocked).run();
    } catch (error) {
      relay.returnReceipts(receipts);
      throw error;
    }
  }

  private async finish({ endings, sent, views }: Outcome): Promise<void> {
    for (const [item, ending] of endings) this.end(item, ending);
    await fault('inbox.after_reply');
    this.parts.relay.committed(sent);
    this.parts.commits.tell(views);
  }

  private async recover(items: readonly Item[], error: unknown, tries: number, skipLocked: boolean): Promise<void> {
    const trouble = troubleOf(error);
    this.streams.clear();
    if (trouble === 'conflict' && tries < RETRIES) return this.again(items, tries + 1, 5 * 2 ** tries);
    if (trouble === 'lost' && tries < RETRIES - 1) return this.again(items, tries + 1, 20 * 2 ** tries);
    if (trouble === 'held' && !skipLocked) return this.run(items, tries, true);
    if (trouble === 'environment' || trouble === 'bug') return this.sitOut(items, error, trouble);
    if (items.length > 1) return this.halves(items, skipLocked);
    const [item] = items as [Item];
    if (trouble === 'held') return this.end(item, { kind: 'again' });
    this.logger.error(`${item.scope.type} ${item.scope.key} fails: ${describe(error)}`);
    this.end(item, { kind: 'failed', error });
  }

  private async again(items: readonly Item[], tries: number, pauseMs: number): Promise<void> {
    await pause(pauseMs);
    await this.run(items, tries);
  }

  private async halves(items: readonly Item[], skipLocked: boolean): Promise<void> {
    const middle = items.length >> 1;
    await this.run(items.slice(0, middle), 0, skipLocked);
    await this.run(items.slice(middle), 0, skipLocked);
  }

  /** Nobody's fault here: everything waits, requests until their deadline, messages until their sender asks again. */
  private async sitOut(items: readonly Item[], error: unknown, trouble: string): Promise<void> {
    this.logger.error(`${trouble === 'bug' ? 'a bug of ours' : 'the database is not available'}: ${describe(error)}`);
    await pause(200);
    for (const item of items) this.end(item, { kind: 'again' });
  }

  private end(item: Item, ending: Ending): void {
    if (ending.kind === 'again' && item.isRequest && this.isOpen && !item.isOverdue(performance.now() + AGAIN_MS)) {
      setTimeout(() => this.requeue(item), AGAIN_MS);
      return;
    }
    this.present.delete(item.identity);
    if (ending.kind === 'done') item.resolve(ending.reply);
    else item.reject(ending.kind === 'again' ? (item.isRequest ? unavailable() : busy()) : ending.error);
  }

  private requeue(item: Item): void {
    this.queue.push(item);
    void this.wake();
  }

  private flushSoon(): void {
    this.flushTimer ??= setTimeout(() => {
      this.flushTimer = undefined;
      void this.occupy(() => this.flush().catch(() => undefined));
    }, FLUSH_MS).unref();
  }

  /** Deletes what receipts have come for, when no batch takes them along. */
  private async flush(): Promise<void> {
    const receipts = this.parts.relay.takeReceipts();
    if (!receipts.length) return;
    try {
      const connection = await this.parts.connection.open();
      await connection.flight([this.parts.relay.remove(receipts)] satisfies Call[]);
    } catch (error) {
      this.parts.relay.returnReceipts(receipts);
      throw error;
    }
  }

  private giveUp(): void {
    this.logger.fatal(`a batch did not end within ${STUCK_MS / 1_000} s; the process ends, what was not committed is sent again`);
    process.exit(70);
  }
}

const AGAIN_MS = 50;
const unavailable = () => messagingError('context.unavailable', 'the database of the context is not available');
const keyReusedWhileRunning = () => messagingError('idempotency.key-reused', 'this Idempotency-Key is in use for another request');
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random())));

function describe(error: unknown): string {
  const { code, message, table, column, constraint, statement } = error as Record<string, string | undefined>;
  const where = [statement, table && `table ${table}`, column && `column ${column}`, constraint && `constraint ${constraint}`].filter(Boolean);
  return `${message ?? String(error)}${code ? ` (${code})` : ''}${where.length ? ` in ${where.join(', ')}` : ''}`;
}
