import type { TransportName } from '#libs/messaging';
import type { PlacedProcess, Placement } from './placement.js';

/** The process that hosts a context. Throws when none does: such a placement is refused. */
export function processOf({ file, processes }: Placement, context: string): PlacedProcess {
  const process = processes.find(({ contexts }) => contexts.includes(context));
  if (!process) throw new Error(`${context} is in no process of ${file}`);
  return process;
}

/** What carries messages between two contexts, in either direction; undefined: they share a process. */
export function transportBetween(placement: Placement, one: string, other: string): TransportName | undefined {
  if (processOf(placement, one) === processOf(placement, other)) return undefined;
  const pair = placement.pairs.find(({ between }) => between.includes(one) && between.includes(other));
  return pair?.transport ?? placement.transport;
}
