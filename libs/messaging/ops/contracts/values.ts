import { z } from 'zod';
import { fieldsOf, MOST_MESSAGE } from '../../contract/index.js';

const When = z.iso.datetime();
const Count = z.int().nonnegative();
/** Of a context, a replica, a group. */
const Name = z.string().max(100);
/** The first characters of a column. PostgreSQL counts code points, which are two UTF-16 units each at most. */
const Start = (most: number) => z.string().max(2 * most);

/** As much as is shown of a contract's name, or of what a message is about. */
export const MOST_KEY = 200;
/** As much of an error as lists and stories show, and as is shown of it alone. */
export const MOST_WHY = 300;
export const MOST_WHOLE_WHY = 1_000;
/** A message has a letter for each receiver that did not take it, and a directory is smaller than this. */
export const MOST_RECEIVERS = 12;
export const MOST_HEADERS = 8 * 1024;
export const MOST_WHAT = 600;
export const MOST_DETAILS = 8 * 1024;

/** Names a group of dead letters where it is listed, redriven or discarded. */
export const GroupName = z.string().regex(/^[0-9a-f]{12}$/, 'the name of a group, as the list of groups gives it');

/** One lane of a context: what it has for one receiver. Counts stop at 100,000. */
export const LaneLag = z.object({
  receiver: Name.describe('A context, or `<context>.effects` for its calls to the world.'),
  due: Count.describe('Rows that could be sent now.'),
  oldestDueMs: Count.nullable().describe('How long the oldest of them has waited.'),
  underWay: Count.describe('Rows that were sent and have no receipt yet; effects that will be asked about.'),
  later: Count.describe('Timers, and failed messages that wait for their next try.'),
  deadLetters: Count,
  inMemory: Count.describe('Messages in the memory of the replica that answers.'),
  window: Count.describe('How many that may be.'),
  away: z.boolean().describe('The replica that answers gets no answer from the receiver.'),
});

/** How far one copy of a read model is behind the event streams of its context. */
export const ProjectionLag = z.object({
  projection: Name,
  store: Name,
  copy: Count,
  state: Name.describe('`live`: it is searched. `building`: it is being made.'),
  isFilled: z.boolean().describe('False while it is filled for the first time.'),
  lagSeconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe('Age of the oldest event that it does not have, 0 when there is none; null when nobody feeds it.'),
});

/** Rows are those of the whole context; what is in memory is reported by the replica that answers. */
export const ContextLag = z.object({
  context: Name,
  replica: Name,
  lanes: z.array(LaneLag).max(100),
  inbox: z.object({
    rows: Count.nullable().describe("PostgreSQL's estimate; null before it has looked."),
    waiting: Count.describe('Decisions that wait for a batch or run in one.'),
  }),
  projections: z
    .array(ProjectionLag)
    .max(50)
    .optional()
    .describe('Read models of the context; left out when it has none.'),
});

/** How a dead letter was settled. */
export const Settled = z.object({ at: When, by: Name.nullable(), why: Start(MOST_WHY).nullable() });

/** A message that its receiver did not process. Its body may contain personal data and is shown only on request. */
export const DeadLetter = z.object({
  id: z.uuid().describe('Of the message.'),
  receiver: Name,
  type: Start(MOST_KEY),
  key: Start(MOST_KEY),
  group: GroupName,
  failures: Count,
  why: Start(MOST_WHY),
  bornAt: When,
  diedAt: When,
});

/** Dead letters of one type with one error; ids and numbers in errors count as the same. */
export const DeadLetterGroup = z.object({
  group: GroupName.describe('Names the group where it is redriven or discarded.'),
  receiver: Name,
  type: Start(MOST_KEY),
  error: Start(MOST_WHY),
  count: Count,
  oldest: When,
  latest: When,
});

/** A dead message in full: one body, and the receivers that did not process it. */
export const DeadMessage = z.object({
  id: z.uuid(),
  type: Start(MOST_KEY),
  key: Start(MOST_KEY),
  headers: fieldsOf(MOST_HEADERS),
  body: fieldsOf(MOST_MESSAGE).optional(),
  bornAt: When,
  letters: z
    .array(
      z.object({
        receiver: Name,
        group: GroupName,
        failures: Count,
        why: Start(MOST_WHOLE_WHY),
        diedAt: When,
        settled: Settled.nullable(),
      }),
    )
    .max(MOST_RECEIVERS),
});

/** One fact that a context knows about a key. Contains no personal data except user ids. */
export const StoryFact = z.object({
  at: When,
  kind: z.enum(['event', 'message', 'timer', 'effect', 'dead-letter', 'operator', 'record']),
  what: z.string().max(MOST_WHAT),
  details: fieldsOf(MOST_DETAILS),
});
