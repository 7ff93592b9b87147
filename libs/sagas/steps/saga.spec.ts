import type { Trip } from '#libs/testing/sagas';
import { tripSteps, RoomHeld, trip, TripTimer } from '#libs/testing/sagas';
import { saga, timedBy } from './index.js';

const { flight, room, ticket, timer } = tripSteps;

const begun = () => saga<Trip>('trip.v1', timer);

const none = undefined as never;
const one = () => begun().step('room', room);

describe('a table is refused when it is written, not when an order is half way', () => {
  test.each<[string, RegExp, () => unknown]>([
    ['a saga without a version', /"trip" is no saga name/, () => saga<Trip>('trip', timer)],
    ['two steps of one name', /two steps "room"/, () => one().step('room', flight)],
    ['a step named like a progress', /"compensating" is no step name/, () => begun().step('compensating', room)],
    ['a step name with blanks', /"my room" is no step name/, () => begun().step('my room', room)],
    ['a step before that cannot be undone', /undo is missing/, () => begun().step('room', { ...room, undo: none })],
    ['a step before that waits for ever', /within is missing/, () => begun().step('room', { ...room, within: none })],
    ['a step before that is retried', /retry is for steps after/, () => begun().step('room', { ...room, ...ticket })],
    [
      'a step after that is undone',
      /nothing is undone/,
      () =>
        one()
          .pointOfNoReturn()
          .step('x', { ...room, ...ticket }),
    ],
    [
      'a step after that gives up',
      /needs retry/,
      () =>
        one()
          .pointOfNoReturn()
          .step('x', { ...ticket, retry: none }),
    ],
    ['no step before', /nothing to return from/, () => (begun() as ReturnType<typeof one>).pointOfNoReturn()],
    [
      'a fact that says two things',
      /room-held\.v1 is named twice/,
      () => one().step('x', { ...flight, done: RoomHeld }),
    ],
    ['a fact that is no contract', /"room" is no contract class/, () => begun().step('room', { ...room, done: none })],
    ['no duration', /"soon" is no duration/, () => begun().step('room', { ...room, within: 'soon' as '1s' })],
  ])('%s', (_, message, write) => {
    expect(write).toThrow(TypeError);
    expect(write).toThrow(message);
  });
});

test('much of it is refused by the compiler', () => {
  const { send, done, within } = room;
  // @ts-expect-error before the point of no return there is an undo
  expect(() => begun().step('room', { send, done, within })).toThrow(TypeError);
  // @ts-expect-error and a deadline
  expect(() => begun().step('room', { send, done, undo: room.undo })).toThrow(TypeError);
  // @ts-expect-error after it there is a retry
  expect(() => one().pointOfNoReturn().step('ticket', { send, done })).toThrow(TypeError);
  // @ts-expect-error and something stands before it
  expect(() => begun().pointOfNoReturn()).toThrow(TypeError);
  // @ts-expect-error a timer carries its id
  timedBy(RoomHeld, ({ tripId }: Trip) => ({ tripId }));
  // @ts-expect-error and says whose it is
  timedBy(TripTimer, () => ({ orderId: 'x' }));
});

test('a table is a value: going on from it leaves it as it was', () => {
  const short = begun().step('room', room);
  short.step('flight', flight);
  expect(short.table.steps).toHaveLength(1);
});

test('it knows every fact that advances it', () => {
  expect(trip.facts.map(({ contract }) => contract.name)).toEqual([
    'trips.trip-timer.v1',
    'hotel.room-held.v1',
    'hotel.hotel-full.v1',
    'hotel.room-freed.v1',
    'airline.flight-booked.v1',
    'airline.flight-refused.v1',
    'airline.flight-cancelled.v1',
    'office.ticket-printed.v1',
    'office.printer-busy.v1',
  ]);
});
