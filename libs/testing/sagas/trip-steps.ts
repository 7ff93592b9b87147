import { timedBy, undo } from '#libs/sagas/steps';
import {
  type Trip,
  BookFlight,
  CancelFlight,
  FlightBooked,
  FlightCancelled,
  FreeRoom,
  HoldRoom,
  PrintTicket,
  RoomFreed,
  RoomHeld,
  TicketPrinted,
  TripTimer,
} from './trip.js';

/** The steps of a trip, for tables that are not the one of `trip`. */
export const timer = timedBy(TripTimer, ({ tripId }: Trip) => ({ tripId }));
export const room = {
  send: (t: Trip) => new HoldRoom(t),
  done: RoomHeld,
  within: '30s',
  undo: undo((t: Trip) => new FreeRoom(t), RoomFreed),
} as const;
export const flight = {
  send: (t: Trip) => new BookFlight(t),
  done: FlightBooked,
  within: '2m',
  undo: undo((t: Trip) => new CancelFlight(t), FlightCancelled),
} as const;
export const ticket = { send: (t: Trip) => new PrintTicket(t), done: TicketPrinted, retry: 'forever' } as const;
