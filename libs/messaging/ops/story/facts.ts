import type { z } from 'zod';
import { contextIn, isSampled } from '#libs/telemetry';
import { effectsOf } from '../../directory.js';
import type { Headers } from '../../envelope.js';
import type { StoryFact } from '../contracts/index.js';
import { brief } from './brief.js';
import type { DeadRow, EventRow, TakenRow, WaitingRow } from './story-sql.js';
import type { OwnFact } from './storyteller.js';

export type Fact = z.output<typeof StoryFact>;

/** `-` and a UUID. */
const ID_LENGTH = 37;

const headersOf = ({ headers }: EventRow) => JSON.parse(headers) as Headers;
export const causeOf = (row: EventRow): string => headersOf(row).causationid;

export function eventFact(row: EventRow): Fact {
  const { causationid: message, traceparent } = headersOf(row);
  const trace = isSampled(traceparent) && { trace: contextIn(traceparent).traceId };
  return {
    at: row.at.toISOString(),
    kind: 'event',
    what: `${row.stream.slice(0, -ID_LENGTH)} ${row.type}`,
    details: { ...brief(JSON.parse(row.data) as Record<string, unknown>), message, ...trace },
  };
}

export const takenFact = ({ id, reaction, at }: TakenRow): Fact => ({
  at: at.toISOString(),
  kind: 'message',
  what: 'a message is taken',
  details: { message: id, ...(reaction && { by: reaction }) },
});

/** A row of the outbox: it waits for its receipt, its next try, or its due time. */
export function waitingFact(context: string, row: WaitingRow): Fact {
  const { id, receiver, type, sends, failures, lastError, bornAt, dueAt } = row;
  const kind = receiver === context ? 'timer' : receiver === effectsOf(context) ? 'effect' : 'message';
  const tries = { ...(sends && { sends }), ...(failures && { failures }), ...(lastError && { lastError }) };
  return {
    at: bornAt.toISOString(),
    kind,
    what: `${type} waits for ${kind === 'timer' ? 'its time' : receiver}`,
    details: { message: id, due: dueAt.toISOString(), ...tries },
  };
}

/** Why it became a dead letter, and what an operator did with it. */
export function deadFacts(row: DeadRow): Fact[] {
  const { id, receiver, type, failures, why, at, settledAt, settledBy, settledWhy } = row;
  const died: Fact = {
    at: at.toISOString(),
    kind: 'dead-letter',
    what: `${type} to ${receiver} is given up`,
    details: { message: id, failures, why },
  };
  if (!settledAt) return [died];
  const what = `${type} to ${receiver} is settled`;
  const details = { message: id, by: settledBy, why: settledWhy };
  return [died, { at: settledAt.toISOString(), kind: 'operator', what, details }];
}

export const recordFact = ({ at, what, details = {} }: OwnFact): Fact => ({
  at: at.toISOString(),
  kind: 'record',
  what,
  details: brief(details),
});
