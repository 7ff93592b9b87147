import { setTimeout as pause } from 'node:timers/promises';
import { violationsAtRest } from './checker.js';
import { Cleave } from './cleave.js';
import { Random } from './random.js';
import { Storm, wrongEnding } from './storm.js';

const REST_MS = 15_000;

export interface Kills {
  /** Orders in flight at any time. */
  readonly inFlight: number;
  readonly kills: number;
}

/** What was seen; everything but the figures must be empty. */
export interface Aftermath {
  readonly figures: string;
  readonly surprises: readonly string[];
  readonly endings: readonly string[];
  readonly unknownOrders: readonly string[];
  readonly violations: readonly string[];
}

/** Kills the product with -9 at random moments while orders are in flight, starts it again each time, and looks at what is left. */
export async function killWhileOrdering({ inFlight, kills }: Kills, random = new Random()): Promise<Aftermath> {
  console.log(`CLEAVE_TEST_SEED=${random.seed}`);
  const cleave = await Cleave.start();
  try {
    const storm = await Storm.over(cleave, random);
    storm.begin(inFlight);
    for (let n = 0; n < kills; n++) await killOnce(cleave, random);
    const restarted = performance.now();
    await storm.end();
    const violations = await violationsAtRest(cleave.databases, REST_MS - (performance.now() - restarted));
    const seconds = (performance.now() - restarted) / 1_000;
    const orders = await storm.orders();
    const ids = new Set(storm.accepted.map(({ id }) => id));
    const figures = `${ids.size} orders, ${kills} kills, ${storm.unanswered} requests unanswered, at rest ${seconds.toFixed(1)} s after the last start`;
    console.log(figures);
    return {
      figures,
      surprises: storm.surprises,
      endings: storm.accepted.flatMap((one) => wrongEnding(one, orders.get(one.id)) ?? []),
      unknownOrders: [...orders.keys()].filter((id) => !ids.has(id)),
      violations,
    };
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
