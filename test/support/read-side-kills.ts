import type { FaultPoint } from '#libs/messaging';
import type { OrderDocuments } from '../../src/modules/orders/ports/order-documents.js';
import type { Cleave } from './cleave.js';
import type { Random } from './random.js';
import { untilAsTheStreamsSay } from './read-side.js';
import { type Aftermath, underLoad } from './under-load.js';
import { waitFor } from './wait-for.js';

/** A few: what is looked at is the read side, and the server of the specs is slow. */
const IN_FLIGHT = 4;
/** `filled` is reached once in a life, since a page holds more orders than there are. */
const PLACES: readonly (readonly [point: FaultPoint, nth: number])[] = [
  ['projection.read', 1],
  ['projection.written', 2],
  ['projection.filled', 1],
  ['projection.read', 3],
];

/**
 * Kills the product with -9 at every named point of the projector, while orders are placed and after the live copy was lost each time; then
 * waits until it has every order as the streams say.
 */
export async function killProjector(
  cleave: Cleave,
  store: OrderDocuments,
  random: Random,
  lose: () => Promise<void>,
): Promise<Aftermath> {
  const aftermath = await underLoad(cleave, { inFlight: IN_FLIGHT }, random, async () => {
    await cleave.kill();
    for (const [point, nth] of PLACES) {
      await lose();
      await dies(cleave, point, nth);
    }
    await cleave.run();
  });
  await untilAsTheStreamsSay(cleave, store);
  return aftermath;
}

async function dies(cleave: Cleave, point: FaultPoint, nth: number): Promise<void> {
  const earlier = cleave.output.length;
  const life = cleave.run({ FAULT: `${point}:${nth}:kill9` }).catch(() => undefined); // some die before they serve
  await waitFor(async () => (cleave.isRunning ? `it is not killed at ${point}` : undefined));
  await life;
  if (!cleave.output.includes(`FAULT ${point} kill9`, earlier)) throw new Error(`It has died, and not at ${point}.`);
}
