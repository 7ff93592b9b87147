import { z } from 'zod';

const When = z.iso.datetime();
const Count = z.int().nonnegative();
const Fields = z.record(z.string(), z.unknown());

/** Names a group of dead letters where it is listed, redriven or discarded. */
export const GroupName = z.string().regex(/^[0-9a-f]{12}$/, 'the name of a group, as the list of groups gives it');

/** One lane of a context: what it has for one receiver. Counts stop at 100,000. */
export const LaneLag = z.object({
  receiver: z.string().describe('A context, or `<context>.effects` for its calls to the world.'),
  due: Count.describe('Rows that could be sent now.'),
  oldestDueMs: Count.nullable().describe('How long the oldest of them has waited.'),
  underWay: Count.describe('Rows that were sent and have no receipt yet; effects that will be asked about.'),
  later: Count.describe('Timers, and failed messages that wait for their next try.'),
  deadLetters: Count,
  inMemory: Count.describe('Messages in the memory of the replica that answers.'),
  window: Count.describe('How many that may be.'),
  away: z.boolean().describe('The replica that answers gets no answer from the receiver.'),
});

/** Rows are the whole context's; what is in memory is the word of the one replica that answers. */
export const ContextLag = z.object({
  context: z.string(),
  replica: z.string(),
  lanes: z.array(LaneLag),
  inbox: z.object({
    rows: Count.nullable().describe("PostgreSQL's estimate; null before it has looked."),
    waiting: Count.describe('Decisions that wait for a batch or run in one.'),
  }),
});

/** How a dead letter was settled. */
export const Settled = z.object({ at: When, by: z.string().nullable(), why: z.string().nullable() });

/** A message that its receiver did not take. Its body may hold personal data, and is shown on request alone. */
export const DeadLetter = z.object({
  id: z.uuid().describe('Of the message.'),
  receiver: z.string(),
  type: z.string(),
  key: z.string(),
  group: z.string(),
  failures: Count,
  why: z.string(),
  bornAt: When,
  diedAt: When,
});

/** Dead letters of one type with one error; ids and numbers in errors count as the same. */
export const DeadLetterGroup = z.object({
  group: z.string().describe('Names the group where it is redriven or discarded.'),
  receiver: z.string(),
  type: z.string(),
  error: z.string(),
  count: Count,
  oldest: When,
  latest: When,
});

/** A dead message in full: one body, and the receivers that did not take it. */
export const DeadMessage = z.object({
  id: z.uuid(),
  type: z.string(),
  key: z.string(),
  headers: Fields,
  body: Fields.optional(),
  bornAt: When,
  letters: z.array(
    z.object({
      receiver: z.string(),
      group: z.string(),
      failures: Count,
      why: z.string(),
      diedAt: When,
      settled: Settled.nullable(),
    }),
  ),
});

/** One thing that a context knows of a key. No personal data but user ids. */
export const StoryFact = z.object({
  at: When,
  kind: z.enum(['event', 'message', 'timer', 'effect', 'dead-letter', 'operator', 'record']),
  what: z.string(),
  details: Fields,
});
