import { newId } from '#libs/messaging';
import { ProviderProcess } from '#test/payment-provider';

let provider: ProviderProcess;
beforeAll(async () => (provider = await ProviderProcess.start({ CLEAVE_PAYMENT_PROVIDER_SLOW_MS: '1500' })));
afterAll(() => provider.discard());

const INTENTS = '/v1/payment_intents';
const wanted = (more: Readonly<Record<string, string | number>> = {}) => ({
  amount: 2_500,
  currency: 'eur',
  payment_method: 'pm_card_visa',
  confirm: 'true',
  ...more,
});
const replayed = ({ headers }: { headers: Headers }) => headers.get('idempotent-replayed');

it('answers the same under the same key, and says that it does', async () => {
  const key = newId();
  const [first, second] = [await provider.post(INTENTS, wanted(), key), await provider.post(INTENTS, wanted(), key)];
  expect([replayed(first), replayed(second)]).toEqual([null, 'true']);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('idempotency-key')).toBe(key);
});

it('does not mind the order of the parameters', async () => {
  const key = newId();
  await provider.post(INTENTS, wanted(), key);
  const reversed = Object.fromEntries(Object.entries(wanted()).toReversed());
  expect(replayed(await provider.post(INTENTS, reversed, key))).toBe('true');
});

it('refuses the key of another request: other parameters, or another path', async () => {
  const key = newId();
  const { body } = await provider.post(INTENTS, wanted(), key);
  const refused = { status: 400, body: { error: { type: 'idempotency_error' } } };
  expect(await provider.post(INTENTS, wanted({ amount: 1 }), key)).toMatchObject(refused);
  expect(await provider.post(`${INTENTS}/${body['id']}/cancel`, {}, key)).toMatchObject(refused);
  expect(replayed(await provider.post(INTENTS, wanted(), key))).toBe('true');
});

it('keeps a refusal that was decided: a declined card, an error of ours', async () => {
  for (const [method, status] of [
    ['pm_card_visa_chargeDeclined', 402],
    ['pm_cleave_errorOnCreate', 500],
  ] as const) {
    const key = newId();
    const [first, second] = [
      await provider.post(INTENTS, wanted({ payment_method: method }), key),
      await provider.post(INTENTS, wanted({ payment_method: method }), key),
    ];
    expect([first.status, second.status, replayed(second)]).toEqual([status, status, 'true']);
  }
});

it('keeps nothing of a request that it could not read, or had no time for', async () => {
  const key = newId();
  expect(await provider.post(INTENTS, wanted({ amount: 'much' }), key)).toMatchObject({ status: 400 });
  expect(await provider.post(INTENTS, wanted(), key)).toMatchObject({ status: 200 });
  const { body } = await provider.post(INTENTS, {
    ...wanted({ payment_method: 'pm_cleave_tooMany' }),
    confirm: 'false',
  });
  const [confirm, other] = [`${INTENTS}/${body['id']}/confirm`, newId()];
  expect(await provider.post(confirm, {}, other)).toMatchObject({
    status: 429,
    body: { error: { code: 'rate_limit' } },
  });
  expect(await provider.post(confirm, {}, other)).toMatchObject({ status: 200, body: { status: 'succeeded' } });
});

it('of fifty at once under one key, one is carried out', async () => {
  const key = newId();
  const params = wanted({ 'metadata[mark]': key });
  const all = await Promise.all(Array.from({ length: 50 }, () => provider.post(INTENTS, params, key)));
  const served = all.filter(({ status }) => status === 200);
  expect(new Set(served.map(({ body }) => body['id'])).size).toBe(1);
  expect(all.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
  const { body } = await provider.get(`${INTENTS}/search?query=${encodeURIComponent(`metadata['mark']:'${key}'`)}`);
  expect(body['data']).toHaveLength(1);
});

it('says that a key is in progress', async () => {
  const [key, params] = [newId(), wanted({ payment_method: 'pm_cleave_slow' })];
  const first = provider.post(INTENTS, params, key);
  const isBusy = { status: 409, body: { error: { code: 'idempotency_key_in_use' } } };
  let early = await provider.post(INTENTS, params, key);
  if (early.status === 200) [early] = [await first]; // the second came first: then the first was too early
  expect(early).toMatchObject(isBusy);
  await first;
  expect(replayed(await provider.post(INTENTS, params, key))).toBe('true');
});

it.each(['k'.repeat(256), ''])('takes no key of %j', async (key) => {
  const headers = { 'idempotency-key': key };
  expect(await provider.send(INTENTS, { method: 'POST', body: 'amount=1', headers })).toMatchObject({ status: 415 });
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  expect(await provider.send(INTENTS, { method: 'POST', body: 'amount=1', headers: form })).toMatchObject({
    status: 400,
  });
});
