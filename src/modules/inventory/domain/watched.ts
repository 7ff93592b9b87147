import type { ItemTime } from '#libs/messaging/contract';
import type { Reservation } from './reservation.js';

/** A reservation that may be held for too long. */
export interface Watched {
  readonly orderId: string;
  /** When it was found to be held, or its order was last asked about it. */
  readonly lookedAt: Date;
}

/** Reservations are walked in the order in which their orders were placed, each once, when its order is at least three times as old. */
const LATE_MS = 60_000;

interface Reserving {
  readonly set?: { readonly held?: Reservation };
}

/**
 * A reservation that comes long after its order was placed would be passed over by the walk, which may be further by now: it is watched from
 * the beginning. All others cost nothing.
 *
 * @param bornAt  when the order was placed, in milliseconds since 1970
 */
export function watched<D extends Reserving>(decision: D, bornAt: number, { now }: ItemTime) {
  const held = decision.set?.held;
  if (held?.state !== 'held' || now.getTime() - bornAt < LATE_MS) return decision;
  return { ...decision, set: { ...decision.set, watch: [{ orderId: held.orderId, lookedAt: now } satisfies Watched] } };
}
