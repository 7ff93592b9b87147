import type { Trip } from '#libs/testing/sagas';
import {
  tripSteps,
  CancelFlight,
  FlightBooked,
  FlightCancelled,
  FreeRoom,
  PrintTicket,
  RoomFreed,
  RoomHeld,
  timeout,
  trip,
  TripTimer,
  follow,
} from '#libs/testing/sagas';
import type { JournalEntry, JournalState } from './index.js';
import { abort, force, progress, saga } from './index.js';

const { flight, room, ticket, timer } = tripSteps;

/** A journal in the database outlives a release that edits the table; steps are known by name. */

const paris = { tripId: 'paris' };
const item = { id: () => 'new-timer', now: new Date(0) };
const flying = () => follow(trip, paris).after(RoomHeld).last;

test('a new step before the one that is out is not done any more', () => {
  const edited = saga<Trip>('trip.v1', timer)
    .step('flight', flight)
    .step('room', room)
    .pointOfNoReturn()
    .step('ticket', ticket);
  const next = edited.advance(flying(), new FlightBooked(paris), item);
  expect(next).toMatchObject({ send: [new PrintTicket(paris)], outcome: { kind: 'passed' } });
});

test('a step that was taken out cannot be undone: a person is asked, and vouches for it', () => {
  const edited = saga<Trip>('trip.v1', timer).step('flight', flight);
  const undoing = edited.advance(flying(), abort('cancelled'), item);
  expect(undoing.send).toEqual([new CancelFlight(paris)]);
  const stuck = edited.advance(undoing, new FlightCancelled(paris), item);
  expect(stuck).toMatchObject({ send: [], verdict: 'taken' });
  expect(progress(stuck.state)).toBe('compensation-failed');
  expect(edited.advance(stuck, force('room', 'freed by hand', 'ann'), item).outcome).toEqual({
    kind: 'ended',
    reason: 'cancelled',
  });
});

test('a step after the point of no return that was taken out is left behind when its timer rings', () => {
  const edited = saga<Trip>('trip.v1', timer).step('room', room).step('flight', flight);
  const printing = follow(trip, paris).after(RoomHeld, FlightBooked).last;
  const { id: timerId } = printing.state.timer!;
  const later = { ...item, now: new Date(30_000) };
  const next = edited.advance(printing, new TripTimer({ ...paris, timerId }), later);
  expect(progress(next.state)).toBe('done');
  expect(next.outcome).toBeUndefined();
  expect(next.state.timer).toBeUndefined();
});

test('without a point of no return the last step is it', () => {
  const short = saga<Trip>('trip.v1', timer).step('room', room);
  follow(short, paris).after(RoomHeld).sends().passes();
  follow(short, paris).after(timeout).sends(FreeRoom).after(RoomFreed).ends('timeout');
});

describe('a journal of the time when each step had a timer of its own', () => {
  const story = follow(trip, paris);
  const stored = [...story.last.entries, ...story.after(RoomHeld).last.entries].map((entry, n) =>
    asThen(entry, `timer-${n + 1}`),
  );
  const state = stored.reduce(
    (known, entry) => trip.journal.evolve(known, entry),
    trip.journal.initial as JournalState<Trip>,
  );
  const ringing = (timerId: string) => trip.advance({ state }, new TripTimer({ ...paris, timerId }), item);

  test('goes on: the timer that was set for the step ends it', () => {
    expect(ringing('timer-2').send).toEqual([new CancelFlight(paris)]);
    expect(ringing('timer-1').verdict).toBe('ignored');
  });

  test('and so does the next step, which that timer looks after until it rings', () => {
    const printing = trip.advance({ state }, new FlightBooked(paris), item);
    expect(printing).toMatchObject({ send: [new PrintTicket(paris)], later: [], drop: [] });
    const again = trip.advance(printing, new TripTimer({ ...paris, timerId: 'timer-2' }), item);
    expect(again).toMatchObject({ entries: [{ type: 'timer-early' }], send: [], later: [{ afterMs: 30_000 }] });
  });
});

function asThen(
  { type, data: { until: _until, rings: _rings, ...data } }: JournalEntry<Trip>,
  timer: string,
): JournalEntry<Trip> {
  return { type, data: { ...data, timer } };
}
