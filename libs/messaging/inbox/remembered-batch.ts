import type { Connection } from '#libs/database';
import { fault } from '../fault.js';
import { BatchState } from '../work/batch-state.js';
import { outcomeOf, writesOf, type BatchParts, type OutboxDoor, type Outcome } from './batch-parts.js';
import { Decisions } from './decisions.js';
import { takeInbox } from './inbox-sql.js';
import type { Item } from './item.js';

/**
 * One transaction in one flight: decides on what earlier batches left in memory, then claims, writes and commits at once, with
 * a guard for everything it believed. One round trip and no load: 1.3 times the orders/s of one client on a bare connection.
 * Whatever was wrong makes the database refuse it all, and the same items are loaded instead.
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

  /** Undefined when something is not known, may have been taken before, or fails: only the inbox can tell a failure from a copy. */
  static of(items: readonly Item[], parts: BatchParts): RememberedBatch | undefined {
    if (items.some(({ scope }) => scope.sends > 1)) return undefined;
    const batch = new RememberedBatch(items, parts);
    return batch.recall() && batch.decide() ? batch : undefined;
  }

  /** Rejects with what the database said; nothing has happened then. */
  async run(connection: Connection, outbox: OutboxDoor): Promise<Outcome> {
    // without BEGIN a flight is one transaction, which its Sync commits
    const calls = [takeInbox(this.items), ...writesOf(this.state, this.decisions, outbox)];
    await fault('inbox.before_commit');
    const [taken] = await connection.flight(calls);
    this.state.remember(taken![0]!['xmin'] as number);
    await fault('inbox.after_commit');
    return outcomeOf(this.state, this.decisions);
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
