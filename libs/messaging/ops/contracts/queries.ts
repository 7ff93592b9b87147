import { z } from 'zod';
import { pageOf, query, rowsOf } from '../../contract/index.js';
import { ContextLag, DeadLetter, DeadLetterGroup, DeadMessage, GroupName, StoryFact } from './values.js';

const from = ['gateway'] as const;
const forStaff = { 'ops.staff-only': 'forbidden' } as const;

/** What waits in the outbox for each receiver, and which receivers are unreachable. */
export class GetLag extends query('ops.get-lag.v1', {
  payload: z.object({}),
  reply: ContextLag,
  errors: forStaff,
  from,
}) {}

/** The open dead letters, counted by type and error; the largest groups, a hundred at most. */
export class ListDeadLetterGroups extends query('ops.list-dead-letter-groups.v1', {
  payload: z.object({}),
  reply: z.object({ groups: rowsOf(DeadLetterGroup) }),
  errors: forStaff,
  from,
}) {}

/** The open dead letters one by one, of all groups or of one. */
export class ListDeadLetters extends query('ops.list-dead-letters.v1', {
  payload: z.object({
    limit: z.int().min(1).max(100),
    cursor: z.string().max(200).optional(),
    group: GroupName.optional(),
  }),
  reply: pageOf(DeadLetter),
  errors: { ...forStaff, 'ops.bad-cursor': 'invalid' },
  from,
}) {}

/** A dead message, settled or not. Its body only when it is asked for: it may hold personal data. */
export class GetDeadLetter extends query('ops.get-dead-letter.v1', {
  payload: z.object({ id: z.uuid().toLowerCase(), withBody: z.boolean() }),
  reply: DeadMessage,
  errors: { ...forStaff, 'ops.no-dead-letter': 'not-found' },
  audit: ({ id, withBody }, message) => (withBody ? { letter: id, type: message?.type } : undefined),
  key: (q) => q.id,
  from,
}) {}

/** Everything that the context knows about an order, or anything else with an id: events, messages, own records. */
export class TellStory extends query('ops.tell-story.v1', {
  payload: z.object({ key: z.uuid().toLowerCase() }),
  reply: z.object({ facts: rowsOf(StoryFact), isWhole: z.boolean() }),
  errors: forStaff,
  key: (q) => q.key,
  from,
}) {}
