import type { DataFolder } from '#libs/config';
import { addressText } from '../placement/index.js';
import { entryOf, idOf, type Seat } from '../seat.js';
import type { Shutdown } from '../shutdown.js';

/** The address file of a running process in the data folder, for the CLI and other tools. */
export interface RunState {
  readonly process: string;
  readonly replica: string;
  readonly pid: number;
  /** Of the public API, where the door is hosted. */
  readonly url?: string;
  /** Where others reach it, `host:port`; absent: they do not, or by way of a broker. */
  readonly address?: string;
  /** Where health is served. */
  readonly management: string;
  /** Those that own data. */
  readonly contexts: readonly string[];
  readonly startedAt: string;
}

/** The name under which a process leaves its state. */
export const stateOf = (id: string): string => `process.${id}`;

/** Writes it under the process's own name until it stops, and, with the door, permanently under `process`, where other programs look for it. */
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
    pid: process.pid,
    address: address && addressText(address),
    ...found,
    startedAt: new Date().toISOString(),
  };
  const own = stateOf(idOf(seat));
  folder.writeState(own, state);
  shutdown.add('the run state', () => folder.removeState(own));
  if (found.url) folder.writeState('process', state);
}
