import { newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { ChargePayment } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { ScrapedMetrics } from '#test/scraped-metrics';
import { waitFor } from '#test/wait-for';
import { PaymentsModule } from '../index.js';
import { PROVIDER_DATABASE_URL } from '../ports/provider-database.js';

let metrics: ScrapedMetrics;
let provider: FreshDatabase;
let payments: LoneContext;
beforeAll(async () => {
  process.env.CLEAVE_PROVIDER_SILENCE_MS = '10000'; // longer than figures are kept, also on a busy machine
  metrics = await ScrapedMetrics.start();
  provider = await freshDatabase('provider');
  const values = { [PROVIDER_DATABASE_URL]: provider.url };
  payments = await testContext(PaymentsModule, { values, settings: { effectDeadlineMs: 200 } });
});
afterAll(async () => {
  delete process.env.CLEAVE_PROVIDER_SILENCE_MS;
  await payments?.close();
  await provider?.drop();
  await metrics.end();
});

it('shows a payment that is unknown, until the provider says what became of it', async () => {
  const method = 'pm_cleave_silent';
  const charge = new ChargePayment({ orderId: newId(), userId: newId(), amount: money(2_500, 'EUR'), method });
  await payments.when(charge);
  await unknownAre(1);
  const read = await metrics.read();
  expect(read.sum('cleave_payment_unknown_oldest_seconds')).toBeGreaterThan(0);
  expect(read.sum('cleave_effect_calls_total', { outcome: 'unknown' })).toBeGreaterThan(0);
  await unknownAre(0);
});

const unknownAre = (payments: number) =>
  waitFor(async () => {
    const read = (await metrics.read()).sum('cleave_payments_unknown');
    return read === payments ? undefined : `${read} payments are unknown, not ${payments}`;
  });
