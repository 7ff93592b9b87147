import type { Counters, Facts, Shelf } from './facts.js';

/** Nothing appears, nothing is lost, nothing is sold that is not there. */
export function stockRules({ shelves, movements, reservations }: Facts): string[] {
  const told = new Map(movements.map((sum) => [sum.productId, sum]));
  const held = taken('held');
  const gone = taken('committed');
  return shelves.flatMap((shelf) => [
    ...conserved(shelf),
    ...notNegative(shelf),
    ...asTold(shelf, told.get(shelf.productId) ?? NOTHING),
    ...same(shelf, 'reserved', held.get(shelf.productId)),
    ...same(shelf, 'committed', gone.get(shelf.productId)),
  ]);

  /** Per product, what the reservations in this state have taken and not brought back. */
  function taken(state: string): Map<string, number> {
    const sums = new Map<string, number>();
    for (const reservation of reservations)
      if (reservation.state === state)
        for (const [lines, sign] of [
          [reservation.lines, 1],
          [reservation.returned ?? [], -1],
        ] as const)
          for (const { productId, quantity } of lines)
            sums.set(productId, (sums.get(productId) ?? 0) + sign * quantity);
    return sums;
  }
}

const NOTHING: Counters = { onHand: 0, reserved: 0, committed: 0 };
const COUNTERS = ['onHand', 'reserved', 'committed'] as const;

function conserved({ productId, onHand, reserved, committed, received, writtenOff }: Shelf): string[] {
  if (onHand + reserved + committed === received - writtenOff) return [];
  const has = `on hand ${onHand} + reserved ${reserved} + committed ${committed}`;
  return [`product ${productId}: ${has} is not received ${received} − written off ${writtenOff}`];
}

const notNegative = (shelf: Shelf): string[] =>
  (['onHand', 'reserved', 'committed', 'received', 'writtenOff'] as const).flatMap((counter) =>
    shelf[counter] < 0 ? [`product ${shelf.productId}: ${counter} is ${shelf[counter]}`] : [],
  );

const asTold = (shelf: Shelf, told: Counters): string[] =>
  COUNTERS.flatMap((counter) =>
    shelf[counter] === told[counter]
      ? []
      : [`product ${shelf.productId}: ${counter} is ${shelf[counter]}, and ${told[counter]} by its ledger`],
  );

const same = (shelf: Shelf, counter: 'reserved' | 'committed', taken = 0): string[] =>
  shelf[counter] === taken
    ? []
    : [`product ${shelf.productId}: ${counter} is ${shelf[counter]}, and reservations say ${taken}`];
