import fc from 'fast-check';
import { adminSession } from '#libs/database';
import { customer, operator } from '#test/api';
import { Cleave } from '#test/cleave';
import { commands } from './any-commands.js';
import { Eye } from './eye.js';
import { type Actors, Run } from './run.js';
import type { Shop } from './shop.js';

// npm run test:model makes 2,000 runs. CLEAVE_MODEL_RUNS and CLEAVE_TEST_SEED repeat them, up to the moments of races.
const RUNS = Number(process.env.CLEAVE_MODEL_RUNS ?? 160);
const SEED = Number(process.env.CLEAVE_TEST_SEED ?? Date.now() % 1_000_000);
/** Runs at the same time, each with products of its own. */
const LANES = 8;

/** All of them are seen in so many runs, or nothing was shown. */
const ENDINGS = [
  'cancelled customer-cancelled',
  'cancelled customer-cancelled refunded',
  'cancelled out-of-stock',
  'cancelled payment-declined',
  'confirmed',
  'confirmed refunded',
];

let cleave: Cleave;
let eye: Eye;
let lanes: Actors[];
beforeAll(async () => {
  cleave = await Cleave.start({
    CLEAVE_RATE_LIMITS: 'off',
    CLEAVE_RETRY_MS: '20',
    CLEAVE_STOCK_OVERDUE_EVERY_MS: '20',
  });
  eye = await Eye.open(cleave.databases);
  const staff = await operator(cleave);
  lanes = await Promise.all(Array.from({ length: LANES }, async () => ({ buyer: await customer(cleave), staff, eye })));
});
afterAll(async () => {
  await eye?.close();
  await cleave?.discard();
});

/** Also when the last command did not wait: the end does. */
const property = (actors: Actors) =>
  fc.asyncProperty(commands, async (all) => {
    let begun: { model: Shop; real: Run } | undefined;
    await fc.asyncModelRun(async () => (begun = await Run.begin(actors)), all);
    if (begun && !begun.model.isQuiet) await begun.real.settle(begun.model);
  });

it(`whatever is done to a shop, in any order, every rule holds: ${RUNS} runs`, async () => {
  console.log(`CLEAVE_TEST_SEED=${SEED} CLEAVE_MODEL_RUNS=${RUNS} repeats these runs`);
  const numRuns = Math.ceil(RUNS / LANES);
  await Promise.all(lanes.map((actors, n) => fc.assert(property(actors), { numRuns, seed: SEED + n })));
  expect((await eye.endings()).toSorted()).toEqual(ENDINGS);
}, 600_000);

describe('a bug that was put in', () => {
  const BUG = `
    CREATE FUNCTION bug() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.received := NEW.received + 1;
      NEW.on_hand := NEW.on_hand + 1;
      RETURN NEW;
    END $$;
    CREATE TRIGGER bug BEFORE UPDATE ON stock_item FOR EACH ROW
      WHEN (NEW.written_off - OLD.written_off = 2) EXECUTE FUNCTION bug()`;
  const inventory = (sql: string) => adminSession(cleave.databases.inventory!, (client) => client.query(sql));
  beforeAll(() => inventory(BUG));
  afterAll(() => inventory('DROP FUNCTION IF EXISTS bug CASCADE'));

  it('is found, and told by the one command that it needs, in the words of the shop', async () => {
    const { failed, counterexample, errorInstance } = await fc.check(property(lanes[0]!), { numRuns: 500, seed: 29 });
    expect(failed).toBe(true);
    const [least] = counterexample as readonly [{ toString(): string }];
    expect(least.toString()).toMatch(/^write off 2 of [AB]( \/\*.*\*\/)?$/);
    expect(String(errorInstance)).toMatch(
      /product [AB]: by its stock received \d+ and written off 2, by what was done/,
    );
  });
});
