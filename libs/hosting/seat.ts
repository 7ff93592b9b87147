import type { PlacedProcess, Placement } from './placement/index.js';

/** The place of one process in a placement. */
export interface Seat {
  readonly placement: Placement;
  readonly process: PlacedProcess;
  /** Identifies the replica; with a list of addresses or ports in the placement, the position in it, from 1. */
  readonly replica: string;
}

/** The settings name no valid seat; the message says what to change. */
export class SeatError extends Error {
  readonly code = 'hosting.seat';
}

/** Process name and replica: the identity of this process for others and in the outbox, the same after a restart. */
export const idOf = ({ process, replica }: Seat): string => `${process.name}-${replica}`;

/** The same in the lines of its log. */
export const emitterOf = ({ process, replica }: Seat) => ({ process: process.name, replica });

/** Whether other processes may serve the same contexts: the placement lists them, or they may be started at any time and found by Consul. */
export const mayHaveReplicas = ({ process, placement }: Seat): boolean =>
  process.replicas > 1 || placement.discovery === 'consul';

/** The seat of that name; without a name, that of the only process. Throws SeatError. */
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

/**
 * The entry of this replica in a list; undefined: there is no list, or the replica is one that was started beside those of the list,
 * where Consul is told of it. Throws SeatError.
 */
export function entryOf<T>(seat: Seat, list: readonly T[] | undefined, what: string): T | undefined {
  if (!list) return undefined;
  const entry = list[Number(seat.replica) - 1];
  if (entry !== undefined || seat.placement.discovery === 'consul') return entry;
  throw new SeatError(
    `${seat.placement.file} lists ${list.length} ${what} for ${seat.process.name}, none for replica ${seat.replica}: CLEAVE_REPLICA counts from 1.`,
  );
}
