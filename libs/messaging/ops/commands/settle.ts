import { refuse, type ItemTime } from '../../contract/index.js';
import { Discard, Redrive } from '../contracts/index.js';
import type { DeadLetterRow } from '../data/dead-letter.entity.js';
import type { OperatorAct } from '../data/operator-acts.js';
import type { OutboxEntry } from '../data/outbox-entry.entity.js';

/** What a decision about dead letters sees. */
export interface Desk {
  readonly letters: readonly DeadLetterRow[];
}

/**
 * Sends again, or discards, those of these letters that are still open.
 * @param more  the group has further letters
 */
export function settle(wish: Redrive | Discard, more: boolean, { letters }: Desk, { now, caller }: ItemTime) {
  if (wish.id && !letters.length) throw refuse(Redrive, 'ops.no-dead-letter', { id: wish.id });
  const isRedrive = wish instanceof Redrive;
  const type: OperatorAct['type'] = isRedrive ? 'redriven' : 'discarded';
  const by = caller!.userId;
  const open = letters.filter(({ settledAt }) => settledAt === null);
  const settled = { settledAt: now, settledBy: by, settledWhy: `${type}: ${wish.reason}` };
  const act: OperatorAct = { type, data: { by, reason: wish.reason, letters: open.map(named) } };
  return {
    set: {
      letters: open.map((letter) => ({ ...letter, ...settled })),
      again: isRedrive ? open.map((letter) => entry(letter, now)) : [],
      acts: open.length ? [act] : [],
    },
    reply: { settled: open.length, already: letters.length - open.length, more },
  };
}

const named = ({ id, receiver, type, key }: DeadLetterRow) => ({ id, receiver, type, key });

function entry({ id, receiver, type, key, body, headers }: DeadLetterRow, now: Date): OutboxEntry {
  return { id, receiver, type, key, body, headers, dueAt: now, sends: 0, sentBy: 'redrive' };
}
