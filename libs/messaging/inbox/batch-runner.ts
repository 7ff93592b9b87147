import type { Logger } from '@nestjs/common';
import type { Connection } from '#libs/database';
import { FoldedLog } from '#libs/logging';
import { metering } from '#libs/telemetry';
import { fault } from '../fault/index.js';
import { troubled } from '../metrics/index.js';
import type { Relay } from '../outbox/relay.js';
import type { Commits } from '../work/commits.js';
import type { WriteHealth } from '../work/write-health.js';
import { Batch } from './batch.js';
import type { BatchParts, OutboxDoor, BatchResult } from './batch-parts.js';
import type { Ending } from './decisions.js';
import type { Item } from './item.js';
import type { LoopConnection } from './loop-connection.js';
import { RememberedBatch } from './remembered-batch.js';
import { Trust } from './trust.js';
import { describeError, isOutrun, isTakenBefore, troubleOf } from './trouble.js';

const RETRIES = 3;
const OUTAGE_PAUSE_MS = 200;
/** A batch that takes longer hangs, since every statement has a shorter timeout: the process ends, and what was not committed is sent again. */
const STUCK_MS = 20_000;
/** A batch takes milliseconds. One that has not ended after this time makes the readiness check fail. */
const LATE_MS = 1_500;

export interface RunnerParts extends BatchParts {
  readonly connection: LoopConnection;
  readonly relay: Relay;
  readonly commits: Commits;
  readonly health: WriteHealth;
  readonly logger: Logger;
  /** A batch hangs, and with it the context: whoever owns the process has to end it. */
  onStuck(what: string): void;
}

/** Runs items until each has ended. When the database reports an error, finds out which item causes it, or retries. */
export class BatchRunner {
  private readonly trust = new Trust();
  private readonly folded: FoldedLog;

  constructor(
    private readonly parts: RunnerParts,
    private readonly end: (item: Item, ending: Ending) => void,
  ) {
    this.folded = new FoldedLog((line) => parts.logger.error(line));
  }

  /** Never rejects. */
  async run(items: readonly Item[]): Promise<void> {
    if (!(await this.fromMemory(items))) await this.load(items);
  }

  /** False when it failed; nothing was written then. */
  private async fromMemory(items: readonly Item[]): Promise<boolean> {
    if (!this.trust.isGiven(performance.now())) return false;
    try {
      const batch = RememberedBatch.of(items, this.parts);
      if (!batch) return false;
      await this.finish(await this.attempt((connection, outbox) => batch.run(connection, outbox)));
      this.trust.wasRight();
      return true;
    } catch (error) {
      if (isTakenBefore(error)) return false; // a copy of a message does not mean that the memory is out of date
      this.parts.memory.clear();
      const trouble = troubleOf(error);
      if (trouble === 'conflict') this.trust.wasWrong(performance.now());
      if (trouble === 'held') await this.load(items, 0, true);
      return trouble === 'held';
    }
  }

  private async load(items: readonly Item[], tries = 0, skipLocked = false): Promise<void> {
    try {
      const run = (connection: Connection, outbox: OutboxDoor) =>
        new Batch(items, connection, this.parts, outbox, skipLocked).run();
      await this.finish(await this.attempt(run));
    } catch (error) {
      this.parts.memory.clear();
      await this.recover(items, error, tries, skipLocked);
    }
  }

  private async attempt(
    run: (connection: Connection, outbox: OutboxDoor) => Promise<BatchResult>,
  ): Promise<BatchResult> {
    const { relay, health } = this.parts;
    const connection = await this.parts.connection.open();
    const stuck = setTimeout(() => this.parts.onStuck(`a batch did not end within ${STUCK_MS / 1_000} s`), STUCK_MS);
    const received = relay.receipts.takeRipe();
    try {
      const outbox = { received, insert: relay.insert.bind(relay), remove: relay.remove.bind(relay) };
      return await health.watch(LATE_MS, () => run(connection, outbox));
    } catch (error) {
      relay.returnReceipts(received);
      throw error;
    } finally {
      clearTimeout(stuck);
    }
  }

  /** After the commit, in this order: replies and receipts, frames, wake-ups. */
  private async finish({ endings, sent, dropped, views, spans }: BatchResult): Promise<void> {
    spans.committed();
    for (const [item, ending] of endings) this.end(item, ending);
    await fault('inbox.after_reply');
    this.parts.relay.committed(sent, dropped);
    this.parts.commits.tell(views);
  }

  private async recover(items: readonly Item[], error: unknown, tries: number, skipLocked: boolean): Promise<void> {
    const trouble = troubleOf(error);
    if (metering) troubled(this.parts.context, trouble);
    if (trouble !== 'conflict' && trouble !== 'broken' && trouble !== 'bug') this.parts.health.failed(error);
    if (trouble === 'conflict' && tries < RETRIES) return this.again(items, tries, 5);
    if (trouble === 'lost' && tries < RETRIES - 1) return this.again(items, tries, 20);
    if (trouble === 'held' && !skipLocked) return this.load(items, tries, true);
    if (trouble === 'environment' || trouble === 'bug') return this.sitOut(items, error, trouble);
    if (items.length > 1) return this.halves(items, skipLocked);
    const [item] = items as [Item];
    if (trouble === 'held' || isOutrun(error)) return this.end(item, { kind: 'again' });
    this.end(item, { kind: 'failed', error });
  }

  private async again(items: readonly Item[], tries: number, firstPauseMs: number): Promise<void> {
    await pause(firstPauseMs * 2 ** tries);
    await this.load(items, tries + 1);
  }

  private async halves(items: readonly Item[], skipLocked: boolean): Promise<void> {
    const middle = items.length >> 1;
    await this.load(items.slice(0, middle), 0, skipLocked);
    await this.load(items.slice(middle), 0, skipLocked);
  }

  /** No item caused the error. All of them wait: requests until their deadline, messages until their sender retries. */
  private async sitOut(items: readonly Item[], error: unknown, trouble: 'environment' | 'bug'): Promise<void> {
    if (trouble === 'bug') this.folded.happened('bug', `a bug of ours: ${describeError(error)}`);
    await pause(OUTAGE_PAUSE_MS);
    for (const item of items) this.end(item, { kind: 'again' });
  }
}

/** Jittered, so that two replicas in conflict do not conflict again. */
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random())));
