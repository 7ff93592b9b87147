import type { Connection, Row } from '#libs/database';
import { metering } from '#libs/telemetry';
import { fault } from '../fault/index.js';
import { duplicates } from '../metrics/index.js';
import { BatchState, type Fetch, type Loads } from '../work/batch-state.js';
import { Memory } from '../work/memory.js';
import { resultOf, writesOf, type BatchParts, type OutboxDoor, type BatchResult } from './batch-parts.js';
import { Decisions } from './decisions.js';
import { BEGIN, COMMIT, claimInbox, ROLLBACK, storedReplies } from './inbox-sql.js';
import type { Item } from './item.js';
import { endingOf } from './stored-reply.js';

/** One transaction for many items in two round trips: claim and load, then, after the decisions, write and commit. */
export class Batch {
  private readonly state: BatchState;
  private readonly decisions: Decisions;
  /** What each item loads, including further rounds. */
  private readonly loads = new Map<Item, Loads>();
  /** The transaction id, from the xmin of its inbox rows; 0 when all items were processed before and nothing is written. */
  private transaction = 0;

  constructor(
    private readonly items: readonly Item[],
    private readonly connection: Connection,
    private readonly parts: BatchParts,
    private readonly outbox: OutboxDoor,
    private readonly skipLocked: boolean,
  ) {
    this.state = new BatchState(parts.tables, parts.memory);
    this.decisions = new Decisions(this.state, parts.outgoings, parts.keptMs);
  }

  /** Rejects with the error of the database, after a rollback. */
  async run(): Promise<BatchResult> {
    try {
      for (const item of await this.claimAndLoad()) this.decisions.decide(item);
      await this.writeAndCommit();
    } catch (error) {
      if (!this.connection.isLost) await this.connection.flight([ROLLBACK]).catch(() => undefined);
      throw error;
    }
    return resultOf(this.state, this.decisions);
  }

  private async claimAndLoad(): Promise<readonly Item[]> {
    for (const item of this.items) this.loads.set(item, item.first);
    const fetches = this.state.fetches([...this.loads.values()], this.mode);
    const calls = [BEGIN, claimInbox(this.items), ...fetches.map(({ call }) => call)];
    const [, claimed, ...loaded] = await this.connection.flight(calls);
    this.transaction = claimed!.length ? (claimed![0]!['xmin'] as number) : 0;
    await fault('inbox.claimed');
    fetches.forEach(({ keep }, i) => keep(loaded[i]!));
    const fresh = claimed!.length === this.items.length ? this.items : await this.withoutDuplicates(claimed!);
    await this.loadFurther(fresh);
    const free = this.skipLocked ? await this.withoutHeld(fresh) : fresh;
    await fault('inbox.loaded');
    return free;
  }

  private get mode() {
    return this.skipLocked ? 'skip-locked' : 'locked';
  }

  private async withoutDuplicates(claimed: readonly Row[]): Promise<readonly Item[]> {
    const taken = new Set(claimed.map(({ id, reaction }) => `${id as string} ${reaction as string}`));
    await this.answer(this.items.filter(({ identity }) => !taken.has(identity)));
    return this.items.filter(({ identity }) => taken.has(identity));
  }

  /** Items that were processed before: a message only gets its receipt, a request the stored reply. */
  private async answer(copies: readonly Item[]): Promise<void> {
    if (metering) duplicates(this.parts.context, copies.length);
    const { endings } = this.decisions;
    for (const item of copies) endings.set(item, { kind: 'done', reply: undefined });
    const asked = copies.filter(({ isRequest }) => isRequest);
    if (!asked.length) return;
    const [rows] = await this.connection.flight([storedReplies(asked)]);
    const stored = new Map(rows!.map((row) => [row['id'] as string, row]));
    for (const item of asked) endings.set(item, endingOf(item, stored.get(item.scope.id)));
  }

  /** The second and later rounds: loads whose keys are read from rows loaded before. */
  private async loadFurther(items: readonly Item[]): Promise<void> {
    for (let round = 0; ; round++) {
      const waiting = items.filter(({ further }) => further.length > round);
      if (!waiting.length) return;
      for (const item of waiting) {
        const loads = this.loads.get(item)!;
        this.loads.set(item, { ...loads, ...item.further[round]!(this.state.view(loads)) });
      }
      await this.fetch(
        this.state.fetches(
          waiting.map((item) => this.loads.get(item)!),
          this.mode,
        ),
      );
    }
  }

  private async fetch(fetches: readonly Fetch[]): Promise<void> {
    if (!fetches.length) return;
    const rows = await this.connection.flight(fetches.map(({ call }) => call));
    fetches.forEach(({ keep }, i) => keep(rows[i]!));
  }

  /** With SKIP LOCKED a missing row may be locked by another transaction. Reading the same keys without a lock tells. */
  private async withoutHeld(items: readonly Item[]): Promise<readonly Item[]> {
    const there = new BatchState(this.parts.tables, new Memory());
    await this.fetch(
      there.fetches(
        items.map((item) => this.loads.get(item)!),
        'unlocked',
      ),
    );
    return items.filter((item) => {
      const loads = this.loads.get(item)!;
      const isHeld = this.state.sizeOf(loads) < there.sizeOf(loads);
      if (isHeld) this.decisions.giveBack(item, { kind: 'again' });
      return !isHeld;
    });
  }

  private async writeAndCommit(): Promise<void> {
    const calls = [...writesOf(this.state, this.decisions, this.outbox), COMMIT];
    await fault('inbox.before_commit');
    await this.connection.flight(calls);
    this.state.remember(this.transaction);
    await fault('inbox.after_commit');
  }
}
