import { setTimeout as pause } from 'node:timers/promises';
import { type Api, customer, operator, orderOf, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { ProviderProcess } from '#test/payment-provider';
import { Random } from '#test/random';
import { underLoad, UNHARMED } from '#test/under-load';
import { waitFor } from '#test/wait-for';
import { standingOf } from '../acceptance/suites/looks.js';

const KILLS = 5;

let provider: ProviderProcess;
let cleave: Cleave;
afterEach(async () => {
  await cleave.discard();
  await provider.discard();
});

async function start(silenceMs: number, settings: Readonly<Record<string, string>>): Promise<void> {
  provider = await ProviderProcess.start({ CLEAVE_PAYMENT_PROVIDER_SILENCE_MS: String(silenceMs) });
  cleave = await Cleave.start({ ...provider.cleaveSettings, CLEAVE_RETRY_MS: '200', ...settings });
}

it('a charge by the API of Stripe that becomes known too late is given back, and the order is cancelled', async () => {
  await start(4_000, { CLEAVE_TIMER_SCALE: '0.02', CLEAVE_EFFECT_DEADLINE_MS: '1000' });
  const ada: Api = await customer(cleave);
  const mug = await stocked(await operator(cleave), 3);
  const { body: order } = await ada.order(orderOf(mug, 2, 'pm_cleave_silent'));
  await waitFor(async () => {
    const { status, progress } = await standingOf(ada, order);
    return status === 'pending' ? `the order is pending (${progress})` : undefined;
  });
  expect(await standingOf(ada, order)).toMatchObject({ status: 'cancelled', reason: 'timeout' });
  expect(provider.bookings()).toEqual([
    { orderId: order.id, outcome: 'captured', amount: 2_500, currency: 'EUR' },
    { orderId: order.id, outcome: 'refunded', amount: 2_500, currency: 'EUR' },
  ]);
  expect(await violationsAtRest(cleave.databases, () => provider.bookings())).toEqual([]);
});

it('100 orders in flight, five times kill -9 of the provider: its ledger has the money of the confirmed ones, and no more', async () => {
  await start(2_000, { CLEAVE_EFFECT_DEADLINE_MS: '2000' });
  const random = new Random();
  console.log(`CLEAVE_TEST_SEED=${random.seed}`);
  const load = { inFlight: 100, bookings: () => provider.bookings() };
  const aftermath = await underLoad(cleave, load, random, async () => {
    for (let n = 0; n < KILLS; n++) {
      await pause(random.between(200, 1_500)); // the moment of the fault, not a wait for something
      await provider.kill();
      await pause(random.between(0, 500)); // for so long it is away
      await provider.run();
    }
  });
  console.log(`${KILLS} kills of the provider, ${aftermath.figures}`);
  expect(aftermath).toMatchObject(UNHARMED);
}, 300_000);
