import { violationsAtRest } from './checker.js';
import type { Booking } from './checker/facts.js';
import type { System } from './cleave.js';
import type { Random } from './random.js';
import { Storm, wrongEnding } from './storm.js';

export interface Load {
  /** Orders in flight at any time. */
  readonly inFlight: number;
  /** The contexts have processes of their own: that one is away is an answer. */
  readonly mayBeAway?: boolean;
  /** Of a provider that keeps its books elsewhere than in the stand-in's database. */
  readonly bookings?: () => readonly Booking[];
}

/** What was seen; everything but the first two must be empty. */
export interface Aftermath {
  readonly figures: string;
  /** From the last disturbance until nothing was under way any more. */
  readonly atRestMs: number;
  /** Answers that no client should ever see. */
  readonly surprises: readonly string[];
  /** Accepted orders that are not there, or ended as they must not. */
  readonly endings: readonly string[];
  readonly unknownOrders: readonly string[];
  readonly violations: readonly string[];
}

/** Disturbs the product while orders are in flight, and looks at what is left when it is at rest. */
export async function underLoad(
  system: System,
  { inFlight, mayBeAway, bookings }: Load,
  random: Random,
  disturb: (storm: Storm) => Promise<void>,
): Promise<Aftermath> {
  const storm = await Storm.over(system, random, mayBeAway);
  storm.begin(inFlight);
  await disturb(storm);
  const undisturbed = performance.now();
  await storm.end();
  const violations = await violationsAtRest(system.databases, bookings);
  const atRestMs = performance.now() - undisturbed;
  const orders = await storm.orders();
  const ids = new Set(storm.accepted.map(({ id }) => id));
  return {
    figures: `${ids.size} orders, failed requests: ${failuresOf(storm)}; at rest ${(atRestMs / 1_000).toFixed(1)} s after the last disturbance`,
    atRestMs,
    surprises: storm.surprises,
    endings: storm.accepted.flatMap((one) => wrongEnding(one, orders.get(one.id)) ?? []),
    unknownOrders: [...orders.keys()].filter((id) => !ids.has(id)),
    violations,
  };
}

function failuresOf({ failures }: Storm): string {
  const counts = [...Map.groupBy(failures, ({ what }) => what)].map(([what, all]) => `${all.length} × ${what}`);
  return counts.join(', ') || 'none';
}

export const UNHARMED = { surprises: [], endings: [], unknownOrders: [], violations: [] };
