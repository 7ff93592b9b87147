import type { Connection } from '#libs/database';
import { fault } from '../fault/index.js';
import { BatchState } from '../work/batch-state.js';
import { resultOf, writesOf, type BatchParts, type OutboxDoor, type BatchResult } from './batch-parts.js';
import { Decisions } from './decisions.js';
import { takeInbox } from './inbox-sql.js';
import type { Item } from './item.js';

/**
 * One transaction in one round trip: decides on rows that earlier batches have left in memory, then claims, writes and commits
 * together. Every row used from memory is guarded by its version, so a stale one makes the whole transaction fail; the same items
 * then run as an ordinary batch. 1.3 times the orders/s of one client on an otherwise idle connection.
 */
export class RememberedBatch {
  private readonly state: BatchState;
  private readonly decisions: Decisions;

  private constructor(
    private readonly items: readonly Item[],
    { tables, memory, outgoings, keptMs }: BatchParts,
  ) {
    this.state = new BatchState(tables, memory);
    this.decisions = new Decisions(this.state, outgoings, keptMs);
  }

  /** Undefined when a row is not in memory, an item may be a copy, or a decision throws: only the inbox row tells a failure from a copy. */
  static of(items: readonly Item[], parts: BatchParts): RememberedBatch | undefined {
    if (items.some(({ scope }) => scope.sends > 1)) return undefined;
    const batch = new RememberedBatch(items, parts);
    return batch.recall() && batch.decide() ? batch : undefined;
  }

  /** Rejects with the error of the database; nothing was written then. */
  async run(connection: Connection, outbox: OutboxDoor): Promise<BatchResult> {
    // statements of one flight without BEGIN are one implicit transaction, committed by the Sync message
    const calls = [takeInbox(this.items), ...writesOf(this.state, this.decisions, outbox)];
    await fault('inbox.before_commit');
    const [taken] = await connection.flight(calls);
    this.state.remember(taken![0]!['xmin'] as number);
    await fault('inbox.after_commit');
    return resultOf(this.state, this.decisions);
  }

  private recall(): boolean {
    return this.items.every(({ first, further }) => {
      let loads = first;
      if (!this.state.recall([loads])) return false;
      for (const more of further) {
        loads = { ...loads, ...more(this.state.view(loads)) };
        if (!this.state.recall([loads])) return false;
      }
      return true;
    });
  }

  private decide(): boolean {
    for (const item of this.items) this.decisions.decide(item);
    return this.decisions.givenBack.length === 0;
  }
}
