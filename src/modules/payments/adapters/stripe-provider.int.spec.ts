import { readFileSync, writeFileSync } from 'node:fs';
import { newId } from '#libs/messaging';
import { money } from '#shared/kernel';
import { PROVIDER_KEY, ProviderProcess } from '#test/payment-provider';
import { waitFor } from '#test/wait-for';
import { RefundPart } from '../messages.js';
import { call, paying, providerConformance, refundOf } from './conformance.fixtures.js';
import { connect } from './stripe/connect.js';
import { StripeProvider } from './stripe-provider.js';

const DAY_MS = 86_400_000;
const CAPTURED = { kind: 'captured' };

let server: ProviderProcess;
let provider: StripeProvider;
const opened: StripeProvider[] = [];

async function providerAt(port: number, more: { key?: string; deadlineMs?: number } = {}): Promise<StripeProvider> {
  const settings = { key: PROVIDER_KEY, host: '127.0.0.1', port, protocol: 'http', deadlineMs: 10_000 } as const;
  const made = new StripeProvider(await connect({ ...settings, ...more }));
  opened.push(made);
  return made;
}
/** Of the payment intents of a charge, those that have taken money. */
async function charged({ orderId }: { orderId: string }): Promise<readonly object[]> {
  const query = encodeURIComponent(`metadata['order_id']:'${orderId}'`);
  const { body } = await server.get(`/v1/payment_intents/search?query=${query}`);
  return (body['data'] as { status: string }[]).filter(({ status }) => status === 'succeeded');
}

beforeAll(async () => {
  server = await ProviderProcess.start({
    CLEAVE_PAYMENT_PROVIDER_SILENCE_MS: '300',
    CLEAVE_PAYMENT_PROVIDER_SLOW_MS: '100',
    CLEAVE_PAYMENT_PROVIDER_SETTLE_MS: '300',
  });
  provider = await providerAt(server.port);
});
afterAll(async () => {
  for (const one of opened) one.onApplicationShutdown();
  await server.discard();
});

providerConformance(() => provider);

it('takes the money of a charge once, whatever happens to its calls', async () => {
  const [charge, one] = [paying(), call()];
  await Promise.allSettled(Array.from({ length: 20 }, () => provider.capture(charge, one)));
  await provider.capture(charge, one);
  expect(await charged(charge)).toHaveLength(1);
});

it('waits for a provider that is slow', async () => {
  expect(await provider.capture(paying('pm_cleave_slow'), call())).toEqual(CAPTURED);
});

it.each(['pm_cleave_errorOnce', 'pm_cleave_errorOnCreate', 'pm_cleave_tooMany'])(
  '%s: an error is no outcome; nothing was charged, and the next call charges',
  async (method) => {
    const [charge, one] = [paying(method), call()];
    await expect(provider.capture(charge, one)).rejects.toMatchObject({ code: 'payment-provider.failed' });
    expect(await provider.findCharge(charge, one)).toBeUndefined();
    expect(await provider.capture(charge, one)).toEqual(CAPTURED);
    expect(await charged(charge)).toHaveLength(1);
  },
);

it('takes an error of a refund for no outcome; nothing was given back, and the next call gives it back', async () => {
  const [charge, one] = [paying('pm_cleave_errorOnRefund'), call()];
  await provider.capture(charge, call());
  const refund = refundOf(charge);
  await expect(provider.refund(refund, one)).rejects.toMatchObject({ code: 'payment-provider.failed' });
  expect(await provider.findRefund(refund, one)).toBeUndefined();
  expect(await provider.refund(refund, one)).toEqual({ kind: 'refunded' });
});

it('ends a call that hangs within its deadline, and charges with the next one', async () => {
  const hurried = await providerAt(server.port, { deadlineMs: 1_000 });
  const [charge, one] = [paying('pm_cleave_hang'), call()];
  await expect(hurried.capture(charge, one)).rejects.toMatchObject({ code: 'payment-provider.no-answer' });
  expect(await provider.findCharge(charge, one)).toBeUndefined();
  expect(await provider.capture(charge, one)).toEqual(CAPTURED);
});

it('makes no further call when its time is up', async () => {
  const [charge, key] = [paying(), newId()];
  await expect(provider.capture(charge, { key, signal: AbortSignal.abort() })).rejects.toThrow();
  expect(await charged(charge)).toEqual([]);
});

it('takes a refund that is pending for no outcome until it is one', async () => {
  const [charge, one] = [paying('pm_card_pendingRefund'), call()];
  await provider.capture(charge, call());
  await expect(provider.refund(refundOf(charge), one)).rejects.toMatchObject({ code: 'payment-provider.not-final' });
  await waitFor(async () => (await provider.findRefund(refundOf(charge), one)) && undefined);
  expect(await provider.findRefund(refundOf(charge), one)).toEqual({ kind: 'refunded' });
});

it('never takes a refund that has failed for one', async () => {
  const [charge, one] = [paying('pm_cleave_refundPendingThenFailed'), call()];
  await provider.capture(charge, call());
  await expect(provider.refund(refundOf(charge), one)).rejects.toThrow('pending');
  await waitFor(async () => (await provider.findRefund(refundOf(charge), one)) && undefined);
  const failed = { kind: 'failed', reason: expect.any(String) };
  expect(await provider.findRefund(refundOf(charge), one)).toEqual(failed);
  expect(await provider.refund(refundOf(charge), one)).toEqual(failed);
});

it('gives back in parts, each under its own key, and no more than was taken', async () => {
  const [charge, first, second, third] = [paying(), call(), call(), call()];
  await provider.capture(charge, call());
  const part = (amount: number) =>
    new RefundPart({ orderId: charge.orderId, refundId: newId(), amount: money(amount, charge.amount.currency) });
  const most = charge.amount.amount;
  expect(await provider.refund(part(most - 10), first)).toEqual({ kind: 'refunded' });
  expect(await provider.refund(part(11), second)).toEqual({ kind: 'failed', reason: 'more-than-captured' });
  expect(await provider.findRefund(part(11), second)).toBeUndefined();
  expect(await provider.refund(part(10), third)).toEqual({ kind: 'refunded' });
  expect(await provider.findRefund(part(most - 10), first)).toEqual({ kind: 'refunded' });
  expect(await provider.refund(part(1), call())).toEqual({ kind: 'failed', reason: 'more-than-captured' });
});

it('does not give back before it finds what was taken', async () => {
  await expect(provider.refund(refundOf(paying()), call())).rejects.toThrow('without a charge');
});

it('finds a charge whose key is forgotten, and charges no second time', async () => {
  const old = () => call(newId(Date.now() - 2 * DAY_MS));
  const [charge, one] = [paying(), old()];
  const [open, other] = [paying(), old()];
  expect(await provider.capture(charge, one)).toEqual(CAPTURED);
  expect(await provider.findCharge(open, other)).toBeUndefined();
  await server.stop();
  const entries = readFileSync(server.ledger, 'utf8');
  writeFileSync(
    server.ledger,
    entries.replaceAll(/^\{"at":(\d+)/gm, (_, at) => `{"at":${Number(at) - DAY_MS - 1}`),
  );
  await server.run();
  expect(await provider.findCharge(charge, one)).toEqual(CAPTURED);
  expect(await provider.capture(charge, one)).toEqual(CAPTURED);
  expect(await charged(charge)).toHaveLength(1);
  expect(await provider.findCharge(open, other)).toBeUndefined();
  expect(await provider.capture(open, other)).toEqual(CAPTURED);
  expect(await charged(open)).toHaveLength(1);
});

it('says that the key is wrong, and that nobody answers', async () => {
  const stranger = await providerAt(server.port, { key: `${PROVIDER_KEY}0` });
  await expect(stranger.capture(paying(), call())).rejects.toMatchObject({
    code: 'payment-provider.failed',
    message: expect.stringContaining('401'),
  });
  const nobody = await providerAt(1);
  await expect(nobody.findCharge(paying(), call())).rejects.toMatchObject({ code: 'payment-provider.no-answer' });
});

it('tells the provider whose the money is', async () => {
  const [charge, one] = [paying(), call()];
  await provider.capture(charge, one);
  expect(await charged(charge)).toMatchObject([
    { amount: 2_500, currency: 'eur', metadata: { order_id: charge.orderId, call_key: one.key } },
  ]);
});
