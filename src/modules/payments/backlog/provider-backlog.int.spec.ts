import { jest } from '@jest/globals';
import { Engine, newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { ChargePayment, GetProviderBacklog, PaymentCaptured } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { ScrapedMetrics } from '#test/scraped-metrics';
import { waitFor } from '#test/wait-for';
import { PaymentsModule } from '../index.js';
import { NoAnswer } from '../ports/no-answer.js';
import { PaymentProvider } from '../ports/payment-provider.js';
import { PROVIDER_DATABASE_URL } from '../ports/provider-database.js';

/** More than a breaker needs to open. */
const WAITING = 30;
const amount = money(2_500, 'EUR');

let metrics: ScrapedMetrics;
let database: FreshDatabase;
let payments: LoneContext;
beforeAll(async () => {
  metrics = await ScrapedMetrics.start();
  database = await freshDatabase('provider');
  payments = await testContext(PaymentsModule, { values: { [PROVIDER_DATABASE_URL]: database.url } });
});
afterAll(async () => {
  await payments?.close();
  await database?.drop();
  await metrics.end();
});

const charge = () => new ChargePayment({ orderId: newId(), amount, method: 'pm_card_visa' });
const standing = () => payments.ask(new GetProviderBacklog({}));
const shown = () => payments.app.get(Engine).shown()['provider'];
const until = (wanted: Awaited<ReturnType<typeof standing>>) =>
  waitFor(async () => {
    const found = JSON.stringify(await standing());
    return found === JSON.stringify(wanted) ? undefined : found;
  });

it('says nothing of a provider that answers, and reads nothing for it', async () => {
  for (let n = 0; n < 10; n++) await payments.given(charge());
  const query = jest.spyOn(payments.db, 'query');
  expect(await standing()).toEqual({ isAway: false, waiting: 0, worthMs: 0 });
  expect(query).not.toHaveBeenCalled();
  query.mockRestore();
  expect(shown()).toEqual({ status: 'answers' });
});

it('says of one that is away what waits for it and what that is worth, until it is back', async () => {
  const provider = payments.app.get(PaymentProvider);
  const calls = (['capture', 'findCharge'] as const).map((call) =>
    jest.spyOn(provider, call).mockImplementation(async (_, { key }) => Promise.reject(new NoAnswer(key))),
  );
  await Promise.all(Array.from({ length: WAITING }, () => payments.when(charge())));
  await waitFor(async () => ((await standing()).isAway ? undefined : 'the breaker has not opened'));
  await waitFor(async () => {
    const { waiting } = await standing();
    return waiting === WAITING ? undefined : `${waiting} wait`;
  });
  const { worthMs } = await standing();
  expect(worthMs).toBeGreaterThan(0); // ten were answered, within ten seconds or twenty: thirty take three times as long
  expect([30_000, 60_000]).toContain(worthMs);
  expect(shown()).toMatchObject({ status: 'degraded', waiting: WAITING, worthMs });
  const read = await metrics.read();
  expect(read.sum('cleave_payments_backlog')).toBe(WAITING);
  expect(read.sum('cleave_payments_backlog_worth_seconds')).toBe(worthMs! / 1_000);

  for (const call of calls) call.mockRestore();
  await until({ isAway: false, waiting: 0, worthMs: 0 });
  await payments.eventuallySent(...Array.from({ length: WAITING }, () => PaymentCaptured));
});
