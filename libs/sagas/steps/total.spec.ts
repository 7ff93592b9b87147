import fc from 'fast-check';
import type { Trip } from '#libs/testing/sagas';
import { trip, TripTimer } from '#libs/testing/sagas';
import type { JournalEntry, JournalState } from './index.js';
import { abort, force, progress, retry, skip } from './index.js';

const paris = { tripId: 'paris' };
const steps = ['room', 'flight', 'ticket', 'unknown'];
const step = fc.constantFrom(...steps);
/** Everything that may come, also what nobody should send. Timers are named by a number: some run, some are over, some never were. */
const fact: fc.Arbitrary<object> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...trip.facts).map((Fact) => new Fact({ ...paris, reason: 'refused' })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ step, number: fc.nat(12) })
      .map(({ step, number }) => new TripTimer({ ...paris, step, timerId: `timer-${number}` })),
  },
  { weight: 1, arbitrary: fc.constant(abort('cancelled')) },
  {
    weight: 2,
    arbitrary: step.chain((name) =>
      fc.constantFrom(retry(name, 'ann'), skip(name, 'later', 'ann'), force(name, 'by hand', 'ann')),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom({}, [], new Date(0), Object.create(null) as object, {
      step: 'room',
      timerId: 'timer-1',
    }),
  },
);
const facts = fc.array(fact, { maxLength: 60 });
const replay = (entries: readonly JournalEntry<Trip>[]) =>
  entries.reduce((state, entry) => trip.journal.evolve(state, entry), trip.journal.initial as JournalState<Trip>);

function run(facts: readonly object[]) {
  let count = 0;
  const item = { id: () => `timer-${++count}` };
  const all = [trip.start(paris, item)];
  for (const each of facts) all.push(trip.advance(all.at(-1)!, each, item));
  return all;
}

describe('whatever facts come, in whatever order', () => {
  test('it never throws, and replaying what was stored gives the same state', () => {
    fc.assert(
      fc.property(facts, (facts) => {
        const all = run(facts);
        const stored = JSON.parse(JSON.stringify(all.flatMap(({ entries }) => entries))) as JournalEntry<Trip>[];
        expect(replay(stored)).toEqual(all.at(-1)!.state);
        expect(stored.at(-1)!.data.progress).toBe(progress(all.at(-1)!.state));
      }),
      { numRuns: 2_000 },
    );
  });

  test('an outcome is told at most once, and one fact sends at most one command with one timer', () => {
    fc.assert(
      fc.property(facts, (facts) => {
        const all = run(facts);
        expect(all.filter(({ outcome }) => outcome).length).toBeLessThanOrEqual(1);
        for (const { send, later, entries } of all) {
          expect(send.length).toBeLessThanOrEqual(1);
          expect(later.length).toBe(send.length);
          expect(entries.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('a timer that was dropped or has rung is never awaited again; one that is not awaited any more was dropped or has rung', () => {
    fc.assert(
      fc.property(facts, (facts) => {
        const all = run(facts);
        const set = all.flatMap(({ later }) => later.map(({ id }) => id));
        const over = [...all.flatMap(({ drop }) => drop), ...rung(all)];
        const awaited = all.at(-1)!.state.steps.flatMap(({ timer }) => timer ?? []);
        expect([...over, ...awaited].sort()).toEqual([...set].sort());
      }),
      { numRuns: 2_000 },
    );
  });

  test('the same fact twice is ignored the second time, but for operators', () => {
    fc.assert(
      fc.property(facts, fact, (facts, last) => {
        const [, again] = run([...facts, last, last]).slice(-2);
        if (!('by' in last)) expect(again!.verdict).not.toBe('taken');
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Timers whose ringing was taken. */
function rung(all: ReturnType<typeof run>): string[] {
  return all.flatMap(({ entries }, index) => {
    const [entry] = entries;
    if (entry?.type !== 'step-timed-out' && entry?.type !== 'undo-timed-out') return [];
    return all[index - 1]!.state.steps.find(({ name }) => name === entry.data.step)?.timer ?? [];
  });
}

test('a saga that was not begun, or another one, ignores every fact', () => {
  const others: JournalState<Trip>[] = [
    trip.journal.initial,
    { ...trip.start(paris, { id: () => '1' }).state, saga: 'cruise' },
    { ...trip.start(paris, { id: () => '1' }).state, version: 2 },
  ];
  fc.assert(
    fc.property(fc.constantFrom(...others), fact, (state, each) => {
      expect(trip.advance({ state }, each, { id: () => '2' })).toMatchObject({
        verdict: 'ignored',
        entries: [],
        send: [],
      });
    }),
  );
});
