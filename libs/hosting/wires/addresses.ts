import { needsOf } from '#libs/messaging/transports';
import type { Contexts } from '../contexts.js';
import type { PlacedProcess, Placement } from '../placement/index.js';
import { SeatError } from '../seat.js';
import { shareOf } from '../share.js';
import { wiringOf } from './wiring.js';

/** The processes of a placement that others must be able to find: those reached over a transport that goes from process to process. */
export const listeners = (all: Contexts, placement: Placement): readonly PlacedProcess[] =>
  placement.processes.filter((process) =>
    [...wiringOf(placement, shareOf(all, process))].some(
      ([transport, reached]) => reached.length > 0 && needsOf(transport).addresses,
    ),
  );

/** A process that is started alone chooses no ports for others. Throws SeatError. */
export function requireAddresses(all: Contexts, placement: Placement): void {
  const hidden = listeners(all, placement).filter(({ addresses }) => !addresses);
  if (!hidden.length) return;
  const names = hidden.map(({ name }) => name).join(', ');
  throw new SeatError(
    `${placement.file} does not say where to find ${names}: give each an \`address\`, or start them all on this machine (npm start -- --placement ${placement.file}).`,
  );
}
