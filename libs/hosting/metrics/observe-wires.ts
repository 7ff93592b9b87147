import { metering, total } from '#libs/telemetry';
import type { Wires } from '../wires/wires.js';

const REFUSED = total(
  'cleave.transport.refused',
  '{call}',
  'Connections and calls of other processes that a transport has refused: forged, repeated, not readable, not for this process.',
);

/** Lets the metrics tell what the transports of the process refuse. */
export function observeWires(wires: Pick<Wires, 'refusals'>): void {
  metering?.observe([REFUSED], (tell) => {
    for (const [transport, kinds] of wires.refusals)
      for (const [reason, calls] of Object.entries(kinds)) tell(REFUSED, calls, { transport, reason });
  });
}
