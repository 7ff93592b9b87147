import { setTimeout as pause } from 'node:timers/promises';
import { Cleave } from './cleave.js';
import { Random } from './random.js';
import { type Aftermath, underLoad } from './under-load.js';

export interface Kills {
  /** Orders in flight at any time. */
  readonly inFlight: number;
  readonly kills: number;
}

/** Kills the product with -9 at random moments while orders are in flight, starts it again each time, and looks at what is left. */
export async function killWhileOrdering({ inFlight, kills }: Kills, random = new Random()): Promise<Aftermath> {
  console.log(`CLEAVE_TEST_SEED=${random.seed}`);
  const cleave = await Cleave.start();
  try {
    const aftermath = await underLoad(cleave, { inFlight }, random, async () => {
      for (let n = 0; n < kills; n++) await killOnce(cleave, random);
    });
    console.log(`${kills} kills, ${aftermath.figures}`);
    return aftermath;
  } finally {
    await cleave.discard();
  }
}

/** Mostly while it serves; one in five dies while it starts. */
async function killOnce(cleave: Cleave, random: Random): Promise<void> {
  await pause(random.between(0, 1_000)); // the moment of the fault, not a wait for something
  await cleave.kill();
  if (random.next() < 0.2) {
    const starting = cleave.run().catch(() => undefined);
    await pause(random.between(200, 2_500));
    await cleave.kill();
    await starting;
  }
  await cleave.run();
}
