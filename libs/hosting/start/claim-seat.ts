import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataFolder } from '#libs/config';
import { claim, claimantOf, release, type Claimant } from '#libs/processes';
import { idOf, type Seat } from '../seat.js';
import type { Shutdown } from '../shutdown.js';
import { stateOf, type RunState } from '../run-state/index.js';

/** Another process already runs with this seat. */
class SeatTaken extends Error {
  readonly code = 'hosting.seat-taken';
}

/** A process that was just killed may still exist for a moment while the kernel ends it. */
const PATIENCE_MS = 1_000;

/**
 * Claims the seat of this process on the data folder until it ends, so that no second process hosts its contexts with the same replica
 * name: each would send the other's messages again, as if a crash had left them. Processes with different contexts or replica names
 * may share a data folder. Throws SeatTaken.
 */
export async function claimSeat(folder: DataFolder, seat: Seat, shutdown: Shutdown): Promise<void> {
  const files = filesOf(folder, seat);
  shutdown.add('its place on the data folder', () => files.forEach(release));
  for (const file of files) await whenGone(folder, () => claim(file, idOf(seat)));
}

/** Throws SeatTaken when one of these could not be claimed. */
export async function checkSeats(folder: DataFolder, seats: readonly Seat[]): Promise<void> {
  for (const file of seats.flatMap((seat) => filesOf(folder, seat))) await whenGone(folder, () => claimantOf(file));
}

const filesOf = (folder: DataFolder, { process, replica }: Seat): readonly string[] =>
  process.contexts.map((context) => join(folder.path, 'run', `seat.${context}-${replica}`));

async function whenGone(folder: DataFolder, holder: () => Claimant | undefined): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  for (let found = holder(); found; found = holder()) {
    if (performance.now() > limit) throw taken(folder, found);
    await pause(50);
  }
}

function taken(folder: DataFolder, { pid, name }: Claimant): SeatTaken {
  const state = folder.readState<RunState>(stateOf(name));
  const where = state?.pid === pid ? (state.url ?? state.management) : 'it is still starting';
  return new SeatTaken(
    `Cleave runs already on the data folder ${folder.path}: ${name}, pid ${pid}, ${where}. ` +
      'Stop it first, or set CLEAVE_DATA_DIR to another folder for an installation beside it.',
  );
}
