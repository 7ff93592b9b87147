import type { DataFolder } from '#libs/config';
import { addressText } from '../placement/index.js';
import { stateOf, thisProcess, type RunState } from '../run-state/index.js';
import { entryOf, idOf, type Seat } from '../seat.js';
import type { Shutdown } from '../shutdown.js';

/** Writes the entry of this process, and removes it when the process stops. */
export function leaveState(
  folder: DataFolder,
  seat: Seat,
  found: Pick<RunState, 'url' | 'management' | 'contexts'>,
  shutdown: Shutdown,
): void {
  const address = entryOf(seat, seat.process.addresses, 'addresses');
  const state: RunState = {
    process: seat.process.name,
    replica: seat.replica,
    ...thisProcess(),
    address: address && addressText(address),
    ...found,
    startedAt: new Date().toISOString(),
  };
  const own = stateOf(idOf(seat));
  folder.writeState(own, state);
  shutdown.add('the run state', () => folder.removeState(own));
}
