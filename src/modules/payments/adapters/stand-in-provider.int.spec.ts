import { type FreshDatabase, freshDatabase } from '#libs/testing/postgres';
import { call, paying, providerConformance, refundOf } from './conformance.fixtures.js';
import { StandInProvider } from './stand-in-provider.js';

let database: FreshDatabase;
let provider: StandInProvider;
beforeAll(async () => {
  database = await freshDatabase('provider');
  const [first, second] = [new StandInProvider(database.url, 300), new StandInProvider(database.url, 0)];
  await Promise.all([first.onModuleInit(), second.onModuleInit()]);
  await second.onApplicationShutdown();
  provider = first;
});
afterAll(async () => {
  await provider.onApplicationShutdown();
  await database.drop();
});

providerConformance(() => provider);

it('answers all calls under one key', async () => {
  const [charge, one] = [paying(), call()];
  const answers = await Promise.all(Array.from({ length: 50 }, () => provider.capture(charge, one)));
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['captured']));
});

it('is silent while it says so', async () => {
  const [charge, one] = [paying('pm_cleave_silent'), call()];
  await expect(provider.capture(charge, one)).rejects.toMatchObject({ code: 'payment-provider.no-answer' });
});

it('knows nothing of a refund that never came', async () => {
  expect(await provider.findRefund(refundOf(paying()), call())).toBeUndefined();
});
