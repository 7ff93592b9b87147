import type { PlacedProcess, Placement } from './placement/index.js';

/** The place of one process in a placement. */
export interface Seat {
  readonly placement: Placement;
  readonly process: PlacedProcess;
  /** Tells replicas apart; where the placement lists addresses or ports, the number of this one's, from 1. */
  readonly replica: string;
}

/** A process cannot be what it was told to be; the message says what to change. */
export class SeatError extends Error {
  readonly code = 'hosting.seat';
}

/** Process name and replica: what others and the outbox know this process by, the same after a restart. */
export const idOf = ({ process, replica }: Seat): string => `${process.name}-${replica}`;

/** The seat of that name; the name may be left out where there is one process only. Throws SeatError. */
export function seatIn(placement: Placement, name: string | undefined, replica: string): Seat {
  const names = placement.processes.map((process) => process.name);
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (!chosen)
    throw new SeatError(
      `${placement.file} has several processes. Say which one this is: CLEAVE_PROCESS or --process, one of ${names.join(', ')}.`,
    );
  const process = placement.processes.find((one) => one.name === chosen);
  if (!process) throw new SeatError(`${placement.file} has no process ${chosen}; it has ${names.join(', ')}.`);
  return { placement, process, replica };
}

/** What a list with an entry per replica says for this one; undefined: there is no list. Throws SeatError. */
export function entryOf<T>(seat: Seat, list: readonly T[] | undefined, what: string): T | undefined {
  if (!list) return undefined;
  const entry = list[Number(seat.replica) - 1];
  if (entry !== undefined) return entry;
  throw new SeatError(
    `${seat.placement.file} lists ${list.length} ${what} for ${seat.process.name}, none for replica ${seat.replica}: CLEAVE_REPLICA counts from 1.`,
  );
}
