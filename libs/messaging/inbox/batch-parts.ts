import type { BoundStatement } from '#libs/database';
import type { Outgoing, Outgoings } from '../outbox/outgoing.js';
import type { Received } from '../outbox/receipts.js';
import type { DecidedSpans } from '../spans/index.js';
import type { BatchState } from '../work/batch-state.js';
import type { Memory } from '../work/memory.js';
import type { Projected } from '../work/stream-state.js';
import type { Tables } from '../work/tables.js';
import type { Decisions, Ending, Keeping } from './decisions.js';
import { keepReplies, releaseInbox } from './inbox-sql.js';
import type { Item } from './item.js';

/** What all batches of a context share. */
export interface BatchParts {
  readonly context: string;
  readonly tables: Tables;
  readonly memory: Memory;
  readonly outgoings: Outgoings;
  readonly keptMs: Keeping;
}

/** How a batch reads and writes the outbox in its own transaction. */
export interface OutboxDoor {
  /** Rows to delete, because their receipts have arrived. */
  readonly received: Received;
  insert(messages: readonly Outgoing[]): BoundStatement[];
  remove(received: Received): BoundStatement[];
}

/** What is answered and sent after the commit. */
export interface BatchResult {
  readonly endings: ReadonlyMap<Item, Ending>;
  readonly sent: readonly Outgoing[];
  /** How many timers were deleted that stood for work under way. */
  readonly dropped: number;
  readonly views: readonly Projected[];
  readonly spans: DecidedSpans;
}

export const resultOf = (state: BatchState, { endings, sent, dropped, spans }: Decisions): BatchResult => ({
  endings,
  sent,
  dropped: dropped.filter(({ isWork }) => isWork).length,
  views: state.projected(),
  spans,
});

/** All write statements of a batch, between the claim and the commit. */
export function writesOf(state: BatchState, decisions: Decisions, outbox: OutboxDoor): BoundStatement[] {
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
