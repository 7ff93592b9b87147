import { newId } from '#libs/messaging';
import { type ProviderAnswer, ProviderProcess } from '#test/payment-provider';

const INTENTS = '/v1/payment_intents';
const KILLS = 5;
const AT_ONCE = 20;

let provider: ProviderProcess;
beforeAll(async () => (provider = await ProviderProcess.start({ CLEAVE_PAYMENT_PROVIDER_SETTLE_MS: '500' })));
afterAll(() => provider.discard());

const wanted = (key: string, method = 'pm_card_visa') => ({
  amount: 100,
  currency: 'eur',
  payment_method: method,
  confirm: true,
  'metadata[mark]': key,
});
const found = async (key: string) => {
  const query = encodeURIComponent(`metadata['mark']:'${key}'`);
  return (await provider.get(`${INTENTS}/search?query=${query}`)).body['data'] as { id: string; status: string }[];
};

it('knows after kill -9 whatever it has answered, and answers the same again', async () => {
  const answered = new Map<string, ProviderAnswer>();
  const asked: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    let isDead = false;
    const client = async (): Promise<void> => {
      while (!isDead) {
        const key = newId();
        asked.push(key);
        const answer = await provider.post(INTENTS, wanted(key), key).catch(() => undefined);
        if (!answer) return;
        answered.set(key, answer);
        if (answered.size >= (kill + 1) * 200) void provider.kill();
      }
    };
    const clients = Promise.all(Array.from({ length: AT_ONCE }, client));
    await clients;
    isDead = true;
    await provider.kill();
    await provider.run();
  }
  expect(answered.size).toBeGreaterThanOrEqual(KILLS * 200);
  for (const [key, { body }] of answered) {
    const again = await provider.post(INTENTS, wanted(key), key);
    expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', body]);
  }
  // What was asked for and not answered has happened once or not at all; asked again, once.
  for (const key of asked.filter((one) => !answered.has(one))) {
    expect((await found(key)).length).toBeLessThanOrEqual(1);
    await provider.post(INTENTS, wanted(key), key);
    expect(await found(key)).toMatchObject([{ status: 'succeeded' }]);
  }
});

it('goes on with what was open: a refund that is pending gets its last word', async () => {
  const { body: intent } = await provider.post(INTENTS, wanted(newId(), 'pm_cleave_refundPendingThenFailed'));
  const { body: refund } = await provider.post('/v1/refunds', { payment_intent: intent['id'] });
  expect(refund['status']).toBe('pending');
  await provider.kill();
  await provider.run();
  const status = async () => (await provider.get(`/v1/refunds/${refund['id']}`)).body['status'];
  while ((await status()) === 'pending');
  expect(await status()).toBe('failed');
  expect((await provider.get('/v1/events?limit=1')).body).toMatchObject({ data: [{ type: 'refund.failed' }] });
});

it('leaves by a signal with everything in its ledger', async () => {
  const { body } = await provider.post(INTENTS, wanted('last'));
  expect(await provider.stop()).toBe(0);
  expect(provider.entries().at(-1)).toMatchObject({ intents: [{ id: body['id'], status: 'succeeded' }] });
  await provider.run();
  expect(await found('last')).toMatchObject([{ id: body['id'] }]);
});
