import type { Trip } from '#libs/testing/sagas';
import {
  FlightBooked,
  FlightCancelled,
  FlightRefused,
  follow,
  FreeRoom,
  HoldRoom,
  PrintTicket,
  RoomFreed,
  RoomHeld,
  timeout,
  TicketPrinted,
  trip,
  TripTimer,
} from '#libs/testing/sagas';
import { abort, saga, timedBy, undo } from './index.js';

const afoot: Trip = { tripId: 'paris', isAfoot: true };
const begun = () => follow(trip, afoot);

describe('a step that its data does not need', () => {
  test('is left out, and the journal says so', () => {
    const story = begun().sends(HoldRoom).after(RoomHeld).sends(PrintTicket).passes();
    expect(story.last.entries).toEqual([
      {
        type: 'step-done',
        data: { step: 'room', phase: 'passed', sends: 'ticket', skips: ['flight'], until: 30_000, progress: 'ticket' },
      },
    ]);
    story.after(TicketPrinted).sends();
    expect(story.progress).toBe('done');
  });

  test('has nothing to undo', () => {
    begun().after(timeout).sends(FreeRoom).after(RoomFreed).sends().ends('timeout');
    begun().after(abort('rain')).sends(FreeRoom).after(RoomFreed).sends().ends('rain');
  });

  test.each([FlightBooked, FlightRefused, FlightCancelled])('hears of nothing (%p)', (fact) => {
    begun().after(fact).ignores().after(RoomHeld, fact).ignores();
  });

  const timer = timedBy(TripTimer, ({ tripId }: Trip) => ({ tripId }));
  const room = {
    when: ({ isAfoot }: Trip) => !isAfoot,
    send: (t: Trip) => new HoldRoom(t),
    done: RoomHeld,
    within: '30s',
    undo: undo((t: Trip) => new FreeRoom(t), RoomFreed),
  } as const;

  test('may be the first one, or the only one', () => {
    const only = saga<Trip>('trip.v1', timer).step('room', room);
    expect(only.start(afoot, { id: () => 't', now: new Date(0) })).toMatchObject({
      send: [],
      later: [],
      entries: [{ type: 'started', data: { skips: ['room'], progress: 'done' } }],
      outcome: { kind: 'passed' },
    });
    const ticket = { send: (t: Trip) => new PrintTicket(t), done: TicketPrinted, retry: 'forever' } as const;
    follow(only.pointOfNoReturn().step('ticket', ticket), afoot).sends(PrintTicket).passes();
    follow(only.pointOfNoReturn().step('ticket', ticket), { tripId: 'paris' }).sends(HoldRoom);
  });

  test('stands after the point of no return as well', () => {
    const { when, ...always } = room;
    const ticket = { when, send: (t: Trip) => new PrintTicket(t), done: TicketPrinted, retry: 'forever' } as const;
    const next = saga<Trip>('trip.v1', timer).step('room', always).pointOfNoReturn().step('ticket', ticket);
    const story = follow(next, afoot).after(RoomHeld).sends().passes();
    expect(story.progress).toBe('done');
  });
});
