import {
  BookFlight,
  CancelFlight,
  FlightBooked,
  FlightCancelled,
  FlightRefused,
  follow,
  FreeRoom,
  HoldRoom,
  HotelFull,
  PrinterBusy,
  PrintTicket,
  RoomFreed,
  RoomHeld,
  timeout,
  TicketPrinted,
  trip,
} from '#libs/testing/sagas';
import { abort, force, retry, skip } from './index.js';

const paris = { tripId: 'paris' };
const begun = () => follow(trip, paris);
const refused = new FlightRefused({ tripId: 'paris', reason: 'fully-booked' });

describe('forward', () => {
  test('one step after the other; passed at the point of no return', () => {
    const story = begun().sends(HoldRoom).after(RoomHeld).sends(BookFlight).tellsNothing();
    story.after(FlightBooked).sends(PrintTicket).passes();
    story.after(TicketPrinted).sends().tellsNothing();
    expect(story.progress).toBe('done');
  });

  test('the first entry names saga and version and carries the data; every entry tells the progress', () => {
    const story = begun();
    expect(story.last.entries).toEqual([
      {
        type: 'started',
        data: {
          of: { saga: 'trip', version: 1, data: paris },
          phase: 'running',
          sends: 'room',
          until: 30_000,
          timer: 'trip-timer-1',
          rings: 30_000,
          progress: 'room',
        },
      },
    ]);
    story.after(RoomHeld);
    expect(story.last.entries).toEqual([
      {
        type: 'step-done',
        data: { step: 'room', phase: 'running', sends: 'flight', until: 120_000, progress: 'flight' },
      },
    ]);
  });

  test('after the point of no return a step is asked for again, with longer pauses up to ten minutes', () => {
    const story = begun().after(RoomHeld, FlightBooked);
    const pauses = [1, 2, 3, 4, 5, 6].map(() => story.after(timeout).sends(PrintTicket).last.later[0]!.afterMs / 1_000);
    expect(pauses).toEqual([60, 120, 240, 480, 600, 600]);
    story.after(TicketPrinted);
    expect(story.progress).toBe('done');
  });

  test('a refusal after it is recorded; the step is asked for again when its timer rings, not at once', () => {
    const story = begun().after(RoomHeld, FlightBooked, PrinterBusy).sends();
    expect(story.last).toMatchObject({
      entries: [{ type: 'step-refused', data: { reason: 'printer-busy' } }],
      drop: [],
    });
    story.after(PrinterBusy).ignores().after(timeout).sends(PrintTicket).after(TicketPrinted);
    expect(story.progress).toBe('done');
  });
});

describe('backward', () => {
  test('refused: what was done is undone, and the end is told when nothing is held', () => {
    const story = begun().after(RoomHeld, refused).sends(FreeRoom).tellsNothing();
    expect(story.progress).toBe('compensating');
    story.after(RoomFreed).sends().ends('fully-booked');
    expect(story.progress).toBe('done');
  });

  test('the first step refused: there is nothing to undo', () => {
    begun().after(HotelFull).sends().ends('hotel-full');
  });

  test('timed out: the step itself is undone first, since it may have happened; then, one at a time, those before it', () => {
    begun()
      .after(RoomHeld, timeout)
      .sends(CancelFlight)
      .after(FlightCancelled)
      .sends(FreeRoom)
      .tellsNothing()
      .after(RoomFreed)
      .ends('timeout');
  });

  test('a late success or refusal of what is being undone changes nothing', () => {
    begun()
      .after(RoomHeld, timeout, FlightBooked)
      .ignores()
      .after(refused)
      .ignores()
      .after(FlightCancelled, FlightBooked)
      .ignores()
      .after(RoomFreed)
      .ends('timeout');
  });

  test('a success after a definite refusal is undone before the end is told', () => {
    begun()
      .after(RoomHeld, refused, FlightBooked)
      .sends()
      .after(RoomFreed)
      .sends(CancelFlight)
      .tellsNothing()
      .after(FlightCancelled)
      .ends('fully-booked');
  });

  test('… also after the end, which is not told again', () => {
    const story = begun()
      .after(RoomHeld, refused, RoomFreed)
      .ends('fully-booked')
      .after(FlightBooked)
      .sends(CancelFlight)
      .tellsNothing();
    expect(story.progress).toBe('compensating');
    story.after(FlightCancelled).sends().tellsNothing();
    expect(story.progress).toBe('done');
  });
});

describe('an abort from outside', () => {
  test('takes everything back, what is under way first', () => {
    begun()
      .after(RoomHeld, abort('changed-my-mind'))
      .sends(CancelFlight)
      .after(FlightCancelled, RoomFreed)
      .ends('changed-my-mind');
  });

  test('comes too late after the point of no return, and says so', () => {
    for (const story of [begun().after(RoomHeld, FlightBooked), begun().after(RoomHeld, FlightBooked, TicketPrinted)]) {
      expect(story.after(abort('changed-my-mind')).last).toMatchObject({ verdict: 'too-late', entries: [], send: [] });
    }
  });

  test('changes nothing when everything is taken back already', () => {
    begun()
      .after(abort('once'), abort('twice'))
      .ignores()
      .after(RoomFreed)
      .ends('once')
      .after(abort('again'))
      .ignores();
  });
});

describe('an undo that takes too long is parked', () => {
  const parked = () => begun().after(RoomHeld, timeout, timeout).sends();

  test('and visible', () => {
    expect(parked().progress).toBe('compensation-failed');
  });

  test('and still goes on when it is done after all', () => {
    parked().after(FlightCancelled).sends(FreeRoom).after(RoomFreed).ends('timeout');
  });

  test('retry: it is asked for again', () => {
    const story = parked()
      .after(retry('flight', 'open again', 'ann'))
      .sends(CancelFlight);
    expect(story.last).toMatchObject({
      entries: [{ type: 'retried', data: { by: 'ann' } }],
      later: [{ afterMs: 300_000 }],
    });
    expect(story.progress).toBe('compensating');
    story.after(FlightCancelled).sends(FreeRoom);
  });

  test('skip: the others go first, but the end waits, since something may still be held', () => {
    const story = parked()
      .after(skip('flight', 'the airline is closed', 'ann'))
      .sends(FreeRoom)
      .after(RoomFreed)
      .sends()
      .tellsNothing();
    expect(story.progress).toBe('compensation-failed');
    story
      .after(skip('flight', 'again', 'ann'))
      .ignores()
      .after(FlightCancelled)
      .ends('timeout');
  });

  test('force: a person vouches that nothing is held', () => {
    const story = parked()
      .after(force('flight', 'refunded by hand', 'ann'))
      .sends(FreeRoom);
    expect(story.last.entries).toMatchObject([
      { type: 'forced', data: { step: 'flight', reason: 'refunded by hand', by: 'ann' } },
    ]);
    story.after(RoomFreed).ends('timeout');
  });

  test('what needs no help gets none', () => {
    begun()
      .after(retry('room', 'open again', 'ann'))
      .ignores()
      .after(force('nowhere', '', 'ann'))
      .ignores();
    parked()
      .after(force('room', 'waits for its turn', 'ann'))
      .ignores();
  });
});
