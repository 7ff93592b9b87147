import type { Trip } from '#libs/testing/sagas';
import {
  tripSteps,
  BookFlight,
  CancelFlight,
  explore,
  FlightBooked,
  FlightRefused,
  follow,
  FreeRoom,
  PrintTicket,
  RoomFreed,
  RoomHeld,
  TicketPrinted,
  timeout,
} from '#libs/testing/sagas';
import { abort, type PivotStep, refusedBy, saga, undo } from './index.js';

const { room, ticket, timer } = tripSteps;

const flight: PivotStep<Trip> = {
  when: ({ isAfoot }) => !isAfoot,
  send: (t: Trip) => new BookFlight(t),
  done: FlightBooked,
  refused: refusedBy(FlightRefused, ({ reason }) => reason),
};

/** A flight that nobody can give back. */
const decided = saga<Trip>('trip.v1', timer).step('room', room).pivot('flight', flight).step('ticket', ticket);
const paris = { tripId: 'paris' };
const refused = new FlightRefused({ tripId: 'paris', reason: 'fully-booked' });

test('done: the saga has passed', () => {
  const story = follow(decided, paris).after(RoomHeld).sends(BookFlight).tellsNothing();
  story.after(FlightBooked).sends(PrintTicket).passes().after(TicketPrinted);
  expect(story.progress).toBe('done');
});

test('refused: what came before is undone', () => {
  follow(decided, paris).after(RoomHeld, refused).sends(FreeRoom).after(RoomFreed).ends('fully-booked');
});

test('without an answer it is asked for again, with longer pauses, until the answer is known', () => {
  const story = follow(decided, paris).after(RoomHeld);
  const pauses = [1, 2, 3, 4, 5, 6].map(() => story.after(timeout).sends(BookFlight).last.later[0]!.afterMs / 1_000);
  expect(pauses).toEqual([60, 120, 240, 480, 600, 600]);
  story.after(refused).sends(FreeRoom).after(RoomFreed).ends('fully-booked');
});

test('an abort comes too late once it was asked for, since it cannot be undone; before that it does not', () => {
  const story = follow(decided, paris).after(RoomHeld);
  expect(story.after(abort('changed-my-mind')).last).toMatchObject({ verdict: 'too-late', entries: [] });
  story.after(FlightBooked).passes();
  follow(decided, paris).after(abort('changed-my-mind'), RoomFreed).ends('changed-my-mind');
});

test('left out: what comes after it is certain from the start', () => {
  follow(decided, { ...paris, isAfoot: true })
    .after(RoomHeld)
    .sends(PrintTicket)
    .passes();
});

test('as the only step: refused, nothing was done', () => {
  const only = saga<Trip>('trip.v1', timer).pivot('flight', flight);
  follow(only, paris).after(refused).sends().ends('fully-booked');
  follow(only, paris).after(FlightBooked).sends().passes();
});

test('in every state: passed only with everything, ended only with nothing held', async () => {
  const { states } = await explore(decided, paris).keeps({
    'passed only with everything held': (world) =>
      world.outcome !== 'passed' || (world.holds('room') && world.holds('flight')),
    'ended only when nothing is held, now or later': (world) =>
      world.outcome !== 'ended' || !(world.mayHold('room') || world.mayHold('flight')),
    'no flight without its room': (world) => !world.mayHold('flight') || world.holds('room'),
    'a person is asked about the room alone': (world) =>
      world.progress !== 'compensation-failed' || !world.mayHold('flight'),
  });
  expect(states).toBeGreaterThan(400);
});

test.each<[string, RegExp, object]>([
  ['that can be undone', /neither undone nor repeated/, { undo: undo((t: Trip) => new CancelFlight(t), RoomFreed) }],
  ['that is repeated for ever', /neither undone nor repeated/, { retry: 'forever' }],
  ['that is never refused', /decides nothing/, { refused: undefined }],
])('no step is the pivot %s', (_, why, wrong) => {
  expect(() => saga<Trip>('trip.v1', timer).pivot('flight', { ...flight, ...wrong })).toThrow(why);
});
