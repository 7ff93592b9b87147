import type { Call } from '#libs/database';
import type { Outgoing, Outgoings } from '../outbox/outgoing.js';
import type { Received } from '../outbox/receipts.js';
import type { BatchState } from '../work/batch-state.js';
import type { Memory } from '../work/memory.js';
import type { Projected } from '../work/stream-state.js';
import type { Tables } from '../work/tables.js';
import type { Decisions, Ending, Keeping } from './decisions.js';
import { keepReplies, releaseInbox } from './inbox-sql.js';
import type { Item } from './item.js';

/** What every batch of a context works with. */
export interface BatchParts {
  readonly tables: Tables;
  readonly memory: Memory;
  readonly outgoings: Outgoings;
  readonly keptMs: Keeping;
}

/** What the batch takes from and gives to the outbox, in its own transaction. */
export interface OutboxDoor {
  /** What has been received, and is to be deleted. */
  readonly received: Received;
  insert(messages: readonly Outgoing[]): Call[];
  remove(received: Received): Call[];
}

/** What is said and sent after the commit. */
export interface Outcome {
  readonly endings: ReadonlyMap<Item, Ending>;
  readonly sent: readonly Outgoing[];
  /** How many timers were dropped. */
  readonly dropped: number;
  readonly views: readonly Projected[];
}

export const outcomeOf = (state: BatchState, { endings, sent, dropped }: Decisions): Outcome => ({
  endings,
  sent,
  dropped: dropped.length,
  views: state.projected(),
});

/** Everything that the decisions come to, between the claim and the commit. */
export function writesOf(state: BatchState, decisions: Decisions, outbox: OutboxDoor): Call[] {
  const { replies, givenBack, sent, dropped } = decisions;
  const { rows, bundles } = outbox.received;
  return [
    ...state.writes(),
    ...(replies.length ? [keepReplies(replies)] : []),
    ...(givenBack.length ? [releaseInbox(givenBack)] : []),
    ...outbox.insert(sent),
    ...outbox.remove({ rows: [...rows, ...dropped], bundles }),
  ];
}
