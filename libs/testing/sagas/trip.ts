import { z } from 'zod';
import { command, event } from '#libs/messaging/contract';
import { refusedBy, saga, timedBy, undo } from '#libs/sagas/steps';

const about = { payload: z.object({ tripId: z.string() }), key: (m: { tripId: string }) => m.tripId };

export class HoldRoom extends command('hotel.hold-room.v1', about) {}
export class RoomHeld extends event('hotel.room-held.v1', about) {}
export class HotelFull extends event('hotel.hotel-full.v1', about) {}
export class FreeRoom extends command('hotel.free-room.v1', about) {}
export class RoomFreed extends event('hotel.room-freed.v1', about) {}

export class BookFlight extends command('airline.book-flight.v1', about) {}
export class FlightBooked extends event('airline.flight-booked.v1', about) {}
export class FlightRefused extends event('airline.flight-refused.v1', {
  payload: z.object({ tripId: z.string(), reason: z.string() }),
  key: (m) => m.tripId,
}) {}
export class CancelFlight extends command('airline.cancel-flight.v1', about) {}
export class FlightCancelled extends event('airline.flight-cancelled.v1', about) {}

export class PrintTicket extends command('office.print-ticket.v1', about) {}
export class TicketPrinted extends event('office.ticket-printed.v1', about) {}
export class PrinterBusy extends event('office.printer-busy.v1', about) {}

export class TripTimer extends event('trips.trip-timer.v1', {
  payload: z.object({ tripId: z.string(), timerId: z.string() }),
  key: (m) => m.tripId,
}) {}

export interface Trip {
  readonly tripId: string;
  /** Needs no flight. */
  readonly isAfoot?: boolean;
}

/** The smallest saga that has everything: for specs of the interpreter and of these helpers. */
export const trip = saga<Trip>(
  'trip.v1',
  timedBy(TripTimer, ({ tripId }) => ({ tripId })),
)
  .step('room', {
    send: ({ tripId }) => new HoldRoom({ tripId }),
    done: RoomHeld,
    refused: refusedBy(HotelFull, () => 'hotel-full'),
    within: '30s',
    undo: undo(({ tripId }) => new FreeRoom({ tripId }), RoomFreed),
  })
  .step('flight', {
    when: ({ isAfoot }) => !isAfoot,
    send: ({ tripId }) => new BookFlight({ tripId }),
    done: FlightBooked,
    refused: refusedBy(FlightRefused, ({ reason }) => reason),
    within: '2m',
    undo: undo(({ tripId }) => new CancelFlight({ tripId }), FlightCancelled, '5m'),
  })
  .pointOfNoReturn()
  .step('ticket', {
    send: ({ tripId }) => new PrintTicket({ tripId }),
    done: TicketPrinted,
    refused: refusedBy(PrinterBusy, () => 'printer-busy'),
    retry: 'forever',
  });
