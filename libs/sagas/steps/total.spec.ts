import fc from 'fast-check';
import type { Trip } from '#libs/testing/sagas';
import { trip, TripTimer } from '#libs/testing/sagas';
import type { JournalEntry, JournalState } from './index.js';
import { abort, force, progress, retry, skip } from './index.js';
import { firstAwaited } from './journal.js';
import { hasRung } from './timer.js';

const paris = { tripId: 'paris' };
const steps = ['room', 'flight', 'ticket', 'unknown'];
const step = fc.constantFrom(...steps);
/** Everything that may come, also what nobody should send. Timers are named by a number: some run, some are over, some never were. */
const fact: fc.Arbitrary<object> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...trip.facts).map((Fact) => new Fact({ ...paris, reason: 'refused' })) },
  {
    weight: 3,
    arbitrary: fc.nat(12).map((number) => new TripTimer({ ...paris, timerId: `timer-${number}` })),
  },
  { weight: 1, arbitrary: fc.constant(abort('cancelled')) },
  {
    weight: 2,
    arbitrary: step.chain((name) =>
      fc.constantFrom(retry(name, 'again', 'ann'), skip(name, 'later', 'ann'), force(name, 'by hand', 'ann')),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom({}, [], new Date(0), Object.create(null) as object, { timerId: 'timer-1' }),
  },
);
/** What comes, and how many seconds after what came before it. */
const facts = fc.array(fc.record({ fact, pause: fc.oneof(fc.constant(0), fc.nat(200), fc.nat(1_000)) }), {
  maxLength: 60,
});
const replay = (entries: readonly JournalEntry<Trip>[]) =>
  entries.reduce((state, entry) => trip.journal.evolve(state, entry), trip.journal.initial as JournalState<Trip>);

function run(facts: readonly { fact: object; pause: number }[]) {
  let count = 0;
  let seconds = 0;
  const item = () => ({ id: () => `timer-${++count}`, now: new Date(seconds * 1_000) });
  const all = [trip.start(paris, item())];
  for (const { fact, pause } of facts) {
    seconds += pause;
    all.push(trip.advance(all.at(-1)!, fact, item()));
  }
  return all;
}

describe('whatever facts come, in whatever order', () => {
  test('whatever holds for a saga holds: it never throws, and is asked once what it tells, sends and sets', () => {
    fc.assert(
      fc.property(facts, (facts) => {
        const all = run(facts);
        expectSameWhenReplayed(all);
        expectToldOnce(all);
        expectTimersSetAndDropped(all);
        for (const { state } of all) expectTimerOfFirstAwaited(state);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the same fact twice is ignored the second time, but for operators', () => {
    fc.assert(
      fc.property(facts, fact, (facts, last) => {
        const [, again] = run([...facts, { fact: last, pause: 1 }, { fact: last, pause: 0 }]).slice(-2);
        if (!('by' in last)) expect(again!.verdict).not.toBe('taken');
      }),
      { numRuns: 2_000 },
    );
  });
});

type Run = ReturnType<typeof run>;

/** What was stored gives the same state. */
function expectSameWhenReplayed(all: Run): void {
  const stored = JSON.parse(JSON.stringify(all.flatMap(({ entries }) => entries))) as JournalEntry<Trip>[];
  expect(replay(stored)).toEqual(all.at(-1)!.state);
  expect(stored.at(-1)!.data.progress).toBe(progress(all.at(-1)!.state));
}

/** An outcome is told at most once, and one fact sends at most one command and sets at most one timer. */
function expectToldOnce(all: Run): void {
  const most = (counts: readonly number[]): number => Math.max(...counts);
  expect(all.filter(({ outcome }) => outcome).length).toBeLessThanOrEqual(1);
  expect(most(all.flatMap(({ send, later, entries }) => [send, later, entries].map(({ length }) => length)))).toBe(1);
}

/** A timer that was dropped or has rung is never awaited again; one that is not awaited any more was dropped or has rung. */
function expectTimersSetAndDropped(all: Run): void {
  const set = all.flatMap(({ later }) => later.map(({ id }) => id));
  const over = [...all.flatMap(({ drop }) => drop.map(({ id }) => id)), ...rung(all)];
  expect(over.concat(all.at(-1)!.state.timer?.id ?? []).sort()).toEqual([...set].sort());
}

/** Whoever is waited for has a timer, which rings before his time is up. */
function expectTimerOfFirstAwaited(state: Run[number]['state']): void {
  const first = firstAwaited(state);
  if ((state.timer === undefined) !== (first === undefined)) throw new Error('a timer for nobody, or nobody waits');
  if (first) expect(state.timer!.at).toBeLessThanOrEqual(first.until);
}

/** Timers whose ringing was taken. */
function rung(all: Run): string[] {
  return all.flatMap(({ entries }, index) => {
    const [entry] = entries;
    return entry && hasRung(entry) ? all[index - 1]!.state.timer!.id : [];
  });
}

test('a saga that was not begun, or another one, ignores every fact', () => {
  const item = (id: string) => ({ id: () => id, now: new Date(0) });
  const others: JournalState<Trip>[] = [
    trip.journal.initial,
    { ...trip.start(paris, item('1')).state, saga: 'cruise' },
    { ...trip.start(paris, item('1')).state, version: 2 },
  ];
  fc.assert(
    fc.property(fc.constantFrom(...others), fact, (state, each) => {
      expect(trip.advance({ state }, each, item('2'))).toMatchObject({
        verdict: 'ignored',
        entries: [],
        send: [],
      });
    }),
  );
});
