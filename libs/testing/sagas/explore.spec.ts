import type { Advance, JournalState } from '#libs/sagas/steps';
import { force } from '#libs/sagas/steps';
import { chain } from './chain.js';
import type { ExploreOptions, Rules } from './explore.js';
import { explore } from './explore.js';
import type { Explorable } from './journals.js';
import type { Trip } from './trip.js';
import { BookFlight, FlightRefused, FreeRoom, HotelFull, PrintTicket, trip, TripTimer } from './trip.js';

const paris = { tripId: 'paris' };
const rulesFor = (undoable: readonly string[]): Rules => ({
  'passed only with everything held': (world) =>
    world.outcome !== 'passed' || undoable.every((step) => world.holds(step)),
  'ended only when nothing is held, now or later': (world) =>
    world.outcome !== 'ended' || !undoable.some((step) => world.mayHold(step)),
});
const inTheEnd: Rules = {
  'what succeeds after the end is undone': (world) =>
    !world.isQuiet || world.outcome !== 'ended' || !Object.keys(world.sides).some((step) => world.mayHold(step)),
};
const inReverse: Rules = { 'no flight without its room': (world) => !world.mayHold('flight') || world.holds('room') };

describe('a saga without a bug keeps its rules in every state', () => {
  test.each<[string, ExploreOptions, Rules]>([
    ['with operators', {}, rulesFor(['room', 'flight'])],
    ['without operators', { people: false }, { ...rulesFor(['room', 'flight']), ...inReverse }],
    ['with successes after a refusal', { people: false, contradictions: true }, inTheEnd],
  ])('%s', async (_, options, rules) => {
    await explore(trip, paris, options).keeps(rules);
  });

  test('with a step that is left out', async () => {
    await explore(trip, { ...paris, isAfoot: true }, { contradictions: true }).keeps({
      'passed only with everything held': (world) => world.outcome !== 'passed' || world.holds('room'),
      'no flight is asked for': (world) => world.sides['flight'] === 'untouched',
    });
  });

  test('a longer one', async () => {
    const long = ['undoable-1', 'undoable-2', 'undoable-3'];
    const { states } = await explore(chain(3, 2), { id: '1' }, { people: false }).keeps(rulesFor(long));
    expect(states).toBeGreaterThan(20_000);
  });

  // A minute and a half: `EXPLORE=everything npm run jest libs/testing/sagas`
  (process.env.EXPLORE === 'everything' ? test : test.skip)(
    'a longer one with operators',
    async () => {
      await explore(chain(3, 1), { id: '1' }).keeps(rulesFor(['undoable-1', 'undoable-2', 'undoable-3']));
    },
    600_000,
  );
});

type Bug = (right: Advance<Trip>, fact: object, before: JournalState<Trip>) => Advance<Trip>;

/** The saga with a bug in it. */
const withBug = (bug: Bug): Explorable<Trip> => ({
  table: trip.table,
  journal: trip.journal,
  start: (data, item) => trip.start(data, item),
  advance: (journal, fact, item) => bug(trip.advance(journal, fact, item), fact, journal.state),
});
const instead = (before: JournalState<Trip>, fact: object) =>
  trip.advance({ state: before }, fact, { id: () => 'fresh', now: new Date(1) });
const happened = ({ entries }: Advance<Trip>) => entries[0]?.type;
const ignored = (state: JournalState<Trip>): Advance<Trip> => ({
  verdict: 'ignored',
  entries: [],
  send: [],
  later: [],
  drop: [],
  state,
});

interface Seeded {
  name: string;
  found: RegExp;
  bug: Bug;
  data?: Trip;
  options?: ExploreOptions;
  rules?: Rules;
}

const bugs: Seeded[] = [
  {
    name: 'forgets to undo the step that timed out',
    found: /ended only when nothing is held/,
    bug: (right, _, before) => {
      if (happened(right) !== 'step-timed-out' || before.phase !== 'running') return right;
      const { step } = right.entries[0]!.data;
      return instead(before, step === 'room' ? new HotelFull(paris) : new FlightRefused({ ...paris, reason: 'late' }));
    },
  },
  {
    name: 'asks for a step that is left out',
    found: /airline.book-flight.v1 was sent, but is no command of a step that is needed/,
    data: { ...paris, isAfoot: true },
    bug: (right) => ({
      ...right,
      send: right.send.map((message) => (message instanceof PrintTicket ? new BookFlight(paris) : message)),
    }),
  },
  {
    name: 'tells the end when it begins to undo',
    found: /ended only when nothing is held/,
    options: { people: false },
    bug: (right, _, before) =>
      before.phase === 'running' && right.state.phase === 'compensating'
        ? { ...right, outcome: { kind: 'ended', reason: 'early' } }
        : right,
  },
  {
    name: 'takes a skipped undo for done',
    found: /ended only when nothing is held/,
    bug: (right, _, before) =>
      happened(right) === 'skipped' ? instead(before, force(right.entries[0]!.data.step!, '', '')) : right,
  },
  {
    name: 'passes before the flight is booked',
    found: /passed only with everything held/,
    bug: (right) =>
      right.send.some((message) => message instanceof BookFlight) ? { ...right, outcome: { kind: 'passed' } } : right,
  },
  {
    name: 'undoes everything at once',
    found: /no flight without its room/,
    options: { people: false },
    rules: inReverse,
    bug: (right, _, before) =>
      before.phase === 'running' && right.state.phase === 'compensating' && right.send.length
        ? { ...right, send: [...right.send, new FreeRoom(paris)] }
        : right,
  },
  {
    name: 'tells the end twice',
    found: /"ended" is told after "ended"/,
    options: { contradictions: true },
    rules: inTheEnd,
    bug: (right, _, before) =>
      before.phase === 'ended' && right.verdict === 'taken'
        ? { ...right, outcome: { kind: 'ended', reason: 'again' } }
        : right,
  },
  {
    name: 'ignores a success after a refusal',
    found: /what succeeds after the end is undone/,
    options: { contradictions: true },
    rules: inTheEnd,
    bug: (right, _, before) =>
      happened(right) === 'step-done' && ['compensating', 'ended'].includes(before.phase) ? ignored(before) : right,
  },
  {
    name: 'never sends an undo',
    found: /cannot come to an end/,
    options: { people: false },
    bug: (right) => ({ ...right, send: right.send.filter((message) => !(message instanceof FreeRoom)) }),
  },
  {
    name: 'gives up after the point of no return',
    found: /never forgotten/,
    bug: (right, _, before) =>
      before.phase === 'passed' && happened(right) === 'step-timed-out' ? ignored(before) : right,
  },
  {
    name: 'sets no timer',
    found: /timers are set that the journal does not keep/,
    bug: (right) => ({ ...right, later: [] }),
  },
  {
    name: 'drops the timer that it waits for',
    found: /is dropped, but awaited/,
    bug: (right) => ({ ...right, drop: right.later.map(({ id }) => ({ id, of: TripTimer })) }),
  },
  {
    name: 'takes a late timer for the one that runs',
    found: /a late timer changes something/,
    bug: (right, fact, before) => {
      const timerId = before.timer?.id;
      return fact instanceof TripTimer && timerId ? instead(before, new TripTimer({ ...paris, timerId })) : right;
    },
  },
  {
    name: 'is content when its timer rings early',
    found: /never forgotten/,
    bug: (right, _, before) => (happened(right) === 'timer-early' ? ignored(before) : right),
  },
  {
    name: 'throws at what it does not expect',
    found: /unexpected/,
    bug: (right) => {
      if (right.verdict === 'ignored' && right.state.phase === 'compensating') throw new Error('unexpected');
      return right;
    },
  },
  {
    name: 'knows what it does not store',
    found: /replaying the stored entries gives another state/,
    bug: (right) =>
      right.state.phase === 'compensating' ? { ...right, state: { ...right.state, reason: 'only in memory' } } : right,
  },
];

describe('a seeded bug is found', () => {
  test.each(bugs)('$name', async ({ found, bug, data = paris, options, rules = rulesFor(['room', 'flight']) }) => {
    await expect(explore(withBug(bug), data, { print: () => undefined, ...options }).keeps(rules)).rejects.toThrow(
      found,
    );
  });
});
