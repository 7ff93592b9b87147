import { needsOf } from '#libs/messaging/transports';
import type { Contexts } from '../contexts.js';
import { transportBetween, type PlacedProcess, type Placement } from '../placement/index.js';
import { SeatError } from '../seat.js';
import { shareOf, type Share } from '../share.js';
import { wiringOf } from './wiring.js';

/**
 * The processes whose addresses the placement must say: those that others reach over a transport that goes from process to process,
 * unless Consul is told where they are.
 */
export const listeners = (all: Contexts, placement: Placement): readonly PlacedProcess[] =>
  placement.processes.filter(
    (process) =>
      placement.discovery === 'static' &&
      [...wiringOf(placement, shareOf(all, process))].some(
        ([transport, reached]) => reached.length > 0 && needsOf(transport).addresses,
      ),
  );

/** The contexts of other processes that this one calls over a transport that goes from process to process. Nobody calls the door. */
export function calledByAddress(
  all: Contexts,
  placement: Placement,
  { contexts, door, others }: Share,
): readonly string[] {
  const here = [...Object.keys(contexts), ...(door ? [door.name] : [])];
  return others
    .filter((name) => name !== all.door.name)
    .filter((there) => here.some((from) => needsOf(transportBetween(placement, from, there)!).addresses));
}

/** A process that is started alone chooses no ports for others. Throws SeatError. */
export function requireAddresses(all: Contexts, placement: Placement): void {
  const hidden = listeners(all, placement).filter(({ addresses }) => !addresses);
  if (!hidden.length) return;
  const names = hidden.map(({ name }) => name).join(', ');
  throw new SeatError(
    `${placement.file} does not say where to find ${names}: give each an \`address\`, say \`discovery: consul\`, or start them all on this machine (npm start -- --placement ${placement.file}).`,
  );
}
