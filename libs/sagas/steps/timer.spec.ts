import {
  CancelFlight,
  FlightBooked,
  follow,
  FreeRoom,
  ring,
  RoomHeld,
  timeout,
  TicketPrinted,
  trip,
  TripTimer,
} from '#libs/testing/sagas';
import { retry, skip } from './index.js';

const paris = { tripId: 'paris' };
const begun = () => follow(trip, paris);

describe('the timer', () => {
  const set = (id: number) => ({
    id: `trip-timer-${id}`,
    message: new TripTimer({ ...paris, timerId: `trip-timer-${id}` }),
  });

  test('is set with the first command, and looks after the steps behind it as well', () => {
    const story = begun();
    expect(story.last.later).toEqual([{ ...set(1), afterMs: 30_000 }]);
    story.after(RoomHeld);
    expect(story.last).toMatchObject({ later: [], drop: [] });
  });

  test('is set again, for what is left, when it rings before the time of whoever is waited for is up', () => {
    const story = begun().after(RoomHeld, ring).sends().tellsNothing();
    expect(story.last).toMatchObject({
      entries: [{ type: 'timer-early', data: { timer: 'trip-timer-2', rings: 120_000, progress: 'flight' } }],
      later: [{ ...set(2), afterMs: 90_000 }],
      drop: [],
    });
    story.after(ring).sends(CancelFlight);
    expect(story.last).toMatchObject({
      entries: [{ type: 'step-timed-out' }],
      later: [{ ...set(3), afterMs: 300_000 }],
    });
  });

  test('gives way to another when somebody has less time than it has left', () => {
    const story = begun().after(RoomHeld, ring, FlightBooked);
    expect(story.last).toMatchObject({ drop: [{ id: 'trip-timer-2' }], later: [{ ...set(3), afterMs: 30_000 }] });
  });

  test('is dropped when nobody is waited for any more', () => {
    const story = begun().after(RoomHeld, FlightBooked, TicketPrinted);
    expect(story.last).toMatchObject({ drop: [{ id: 'trip-timer-1' }], later: [] });
    expect(story.last.state.timer).toBeUndefined();
  });

  test('rang, so its time has come, whatever the clock of this process says', () => {
    const { state } = begun().last;
    const slow = { id: () => 'new', now: new Date(-5_000) };
    const rung = trip.advance({ state }, new TripTimer({ ...paris, timerId: state.timer!.id }), slow);
    expect(rung).toMatchObject({ entries: [{ type: 'step-timed-out' }], send: [new FreeRoom(paris)] });
  });

  test('looks after two undos at once, each with its own time', () => {
    const story = begun().after(
      RoomHeld,
      timeout,
      timeout,
      skip('flight', 'closed', 'ann'),
      retry('flight', 'open again', 'ann'),
    );
    const times = story.last.state.steps.map(({ status, until }) => [status, until]);
    expect(times).toEqual([
      ['undoing', 1_020_000],
      ['undoing', 720_000],
    ]);
    story.after(timeout).sends();
    expect(story.last).toMatchObject({ entries: [{ type: 'undo-timed-out', data: { step: 'flight' } }] });
    story.after(timeout).sends();
    expect(story.last).toMatchObject({ entries: [{ type: 'undo-timed-out', data: { step: 'room' } }], later: [] });
  });
});
