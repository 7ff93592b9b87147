import { money } from '#shared/kernel';
import { type FreshDatabase, freshDatabase } from '#libs/testing/postgres';
import { CaptureCharge, RefundCharge } from '../messages.js';
import { AnotherAmount } from '../ports/another-amount.js';
import { StandInProvider } from './stand-in-provider.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const amount = money(2_500, 'EUR');
const paying = (method: string) => new CaptureCharge({ orderId, amount, method });
const call = (key: string) => ({ key, signal: AbortSignal.timeout(5_000) });
const refund = new RefundCharge({ orderId, amount });

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

it('charges once under a key, however often it is asked', async () => {
  const charge = paying('pm_card_visa');
  const answers = await Promise.all(Array.from({ length: 50 }, () => provider.capture(charge, call('once'))));
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['captured']));
  expect(await provider.capture(charge, call('once'))).toEqual({ kind: 'captured' });
  expect(await provider.findCharge(charge, call('once'))).toEqual({ kind: 'captured' });
});

it('knows nothing of a charge that never came', async () => {
  expect(await provider.findCharge(paying('pm_card_visa'), call('never'))).toBeUndefined();
  expect(await provider.findRefund(refund, call('never'))).toBeUndefined();
});

it.each(['pm_card_visa_chargeDeclined', 'pm_card_chargeDeclinedInsufficientFunds', 'cash', "'; --"])(
  'declines %s',
  async (method) => {
    expect(await provider.capture(paying(method), call(method))).toEqual({
      kind: 'declined',
      reason: 'payment-declined',
    });
  },
);

it('charges and loses the answer; asked, it tells the truth', async () => {
  const charge = paying('pm_cleave_answerLost');
  await expect(provider.capture(charge, call('lost'))).rejects.toMatchObject({ code: 'payment-provider.no-answer' });
  expect(await provider.findCharge(charge, call('lost'))).toEqual({ kind: 'captured' });
});

it('charges in silence, and tells the truth when the silence is over', async () => {
  const charge = paying('pm_cleave_silent');
  await expect(provider.capture(charge, call('silent'))).rejects.toMatchObject({ code: 'payment-provider.no-answer' });
  expect(await provider.findCharge(charge, call('silent'))).toEqual({ kind: 'captured' });
});

it('never takes a charge of another amount for this one', async () => {
  await provider.capture(paying('pm_card_visa'), call('amount'));
  const other = new CaptureCharge({ orderId, amount: money(1, 'EUR'), method: 'pm_card_visa' });
  await expect(provider.findCharge(other, call('amount'))).rejects.toBeInstanceOf(AnotherAmount);
});

it('gives back once', async () => {
  expect(await provider.refund(refund, call('once'))).toEqual({ kind: 'refunded' });
  expect(await provider.refund(refund, call('once'))).toEqual({ kind: 'refunded' });
  expect(await provider.findRefund(refund, call('once'))).toEqual({ kind: 'refunded' });
});
