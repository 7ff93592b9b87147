import { ProviderProcess } from '#test/payment-provider';

let provider: ProviderProcess;
beforeAll(async () => (provider = await ProviderProcess.start()));
afterAll(() => provider.discard());

const INTENTS = '/v1/payment_intents';
const WANTED = { amount: 2_500, currency: 'eur', payment_method: 'pm_card_visa' };
const made = async (more: Readonly<Record<string, string | number | boolean>> = {}) =>
  (await provider.post(INTENTS, { ...WANTED, ...more })).body;
const act = (id: string, verb: string, params = {}) => provider.post(`${INTENTS}/${id}/${verb}`, params);

describe('payment intents', () => {
  it('are made without taking money, and take it when they are confirmed, once', async () => {
    const intent = await made({ 'metadata[order_id]': 'o1' });
    expect(intent).toMatchObject({ status: 'requires_confirmation', amount_received: 0, metadata: { order_id: 'o1' } });
    expect(await act(intent['id'], 'confirm')).toMatchObject({
      status: 200,
      body: {
        id: intent['id'],
        status: 'succeeded',
        amount_received: 2_500,
        latest_charge: expect.stringMatching(/^ch_/),
      },
    });
    expect(await act(intent['id'], 'confirm')).toMatchObject({
      status: 400,
      body: { error: { code: 'payment_intent_unexpected_state', payment_intent: { status: 'succeeded' } } },
    });
    expect((await provider.get(`${INTENTS}/${intent['id']}`)).body).toMatchObject({ status: 'succeeded' });
  });

  it('are made and confirmed in one request', async () => {
    expect(await made({ confirm: true })).toMatchObject({ status: 'succeeded', amount_received: 2_500 });
  });

  it('tell why a card is declined, and can be confirmed with another one', async () => {
    const { id } = await made({ payment_method: 'pm_card_chargeDeclinedInsufficientFunds' });
    expect(await act(id, 'confirm')).toMatchObject({
      status: 402,
      body: {
        error: {
          type: 'card_error',
          code: 'card_declined',
          decline_code: 'insufficient_funds',
          payment_intent: { id, status: 'requires_payment_method', amount_received: 0 },
        },
      },
    });
    expect(await act(id, 'confirm')).toMatchObject({ status: 400 });
    expect(await act(id, 'confirm', { payment_method: 'pm_card_visa' })).toMatchObject({
      body: { status: 'succeeded', last_payment_error: null },
    });
  });

  it('hold money, and take it or a part of it later', async () => {
    const { id } = await made({ capture_method: 'manual', confirm: true });
    expect((await provider.get(`${INTENTS}/${id}`)).body).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 2_500,
      amount_received: 0,
    });
    expect(await act(id, 'capture', { amount_to_capture: 2_501 })).toMatchObject({ status: 400 });
    expect(await act(id, 'capture', { amount_to_capture: 2_000 })).toMatchObject({
      body: { status: 'succeeded', amount_capturable: 0, amount_received: 2_000 },
    });
    expect(await act(id, 'capture')).toMatchObject({ status: 400 });
  });

  it('take no money once they are cancelled', async () => {
    const { id } = await made();
    expect(await act(id, 'cancel', { cancellation_reason: 'abandoned' })).toMatchObject({
      body: { status: 'canceled', cancellation_reason: 'abandoned', canceled_at: expect.any(Number) },
    });
    expect(await act(id, 'confirm')).toMatchObject({ status: 400 });
    const { id: paid } = await made({ confirm: true });
    expect(await act(paid, 'cancel')).toMatchObject({ status: 400 });
  });

  it('are found by their metadata, and listed page by page, newest first', async () => {
    const value = `it's "7" \\`;
    const [first, second] = [await made({ 'metadata[mark]': value }), await made({ 'metadata[mark]': value })];
    const query = encodeURIComponent(`metadata['mark']:'it\\'s "7" \\\\'`);
    const found = (await provider.get(`${INTENTS}/search?query=${query}`)).body;
    expect(found).toMatchObject({
      object: 'search_result',
      has_more: false,
      data: [{ id: second['id'] }, { id: first['id'] }],
    });
    const page = (await provider.get(`${INTENTS}?limit=1`)).body;
    expect(page).toMatchObject({ object: 'list', has_more: true, data: [{ id: second['id'] }] });
    expect((await provider.get(`${INTENTS}?limit=1&starting_after=${second['id']}`)).body).toMatchObject({
      data: [{ id: first['id'] }],
    });
  });

  it.each([
    [{ amount: 0 }, 'amount'],
    [{ amount: 100_000_000 }, 'amount'],
    [{ amount: '12.5' }, 'amount'],
    [{ currency: 'euro' }, 'currency'],
    [{ payment_method: 'cash' }, 'payment_method'],
    [{ capture_method: 'never' }, 'capture_method'],
    [{ surprise: 1 }, 'surprise'],
  ])('are not made of %o', async (more, param) => {
    expect(await provider.post(INTENTS, { ...WANTED, ...more })).toMatchObject({
      status: 400,
      body: { error: { type: 'invalid_request_error', param } },
    });
  });
});

describe('refunds', () => {
  it('give back all, or parts, and never more than was taken', async () => {
    const { id } = await made({ confirm: true });
    const refund = (amount?: number) =>
      provider.post('/v1/refunds', { payment_intent: id, ...(amount && { amount }), 'metadata[call_key]': 'k' });
    const first = await refund(1_000);
    expect(first.body).toMatchObject({ object: 'refund', amount: 1_000, status: 'succeeded', payment_intent: id });
    expect(await refund(1_501)).toMatchObject({ status: 400, body: { error: { param: 'amount' } } });
    expect((await refund()).body).toMatchObject({ amount: 1_500 });
    expect(await refund(1)).toMatchObject({ status: 400, body: { error: { code: 'charge_already_refunded' } } });
    expect((await provider.get(`/v1/refunds?payment_intent=${id}`)).body).toMatchObject({
      data: [{ amount: 1_500 }, { amount: 1_000, metadata: { call_key: 'k' } }],
    });
    expect((await provider.get(`/v1/refunds/${first.body['id']}`)).body).toEqual(first.body);
  });

  it('are of what was taken only', async () => {
    const { id } = await made();
    expect(await provider.post('/v1/refunds', { payment_intent: id })).toMatchObject({ status: 400 });
    expect(await provider.post('/v1/refunds', { payment_intent: 'pi_none' })).toMatchObject({ status: 400 });
  });

  it('of fifty at once that are for all, one gives back', async () => {
    const { id } = await made({ confirm: true });
    const all = await Promise.all(
      Array.from({ length: 50 }, () => provider.post('/v1/refunds', { payment_intent: id })),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

it('every change is an event, newest first', async () => {
  const { id } = await made({ confirm: true });
  await provider.post('/v1/refunds', { payment_intent: id });
  const { data } = (await provider.get('/v1/events?limit=3')).body as { data: { type: string; data: object }[] };
  expect(data.map(({ type }) => type)).toEqual([
    'refund.created',
    'payment_intent.succeeded',
    'payment_intent.created',
  ]);
  expect(data[1]).toMatchObject({
    object: 'event',
    pending_webhooks: 0,
    data: { object: { id, status: 'succeeded' } },
  });
  const succeeded = (await provider.get('/v1/events?type=payment_intent.succeeded&limit=1')).body;
  expect(succeeded).toMatchObject({ data: [{ data: { object: { id } } }], has_more: true });
});

it.each([
  ['GET', '/v1/charges'],
  ['POST', '/v1/events'],
  ['DELETE', '/v1/payment_intents/pi_1'],
  ['GET', '/'],
])('%s %s is no route', async (method, path) => {
  expect(await provider.send(path, { method })).toMatchObject({
    status: 404,
    body: { error: { type: 'invalid_request_error' } },
  });
});

it('what does not exist is 404', async () => {
  expect(await provider.get(`${INTENTS}/pi_none`)).toMatchObject({
    status: 404,
    body: { error: { code: 'resource_missing' } },
  });
  expect(await provider.get('/v1/refunds/re_none')).toMatchObject({ status: 404 });
  expect(await act('pi_none', 'confirm')).toMatchObject({ status: 404 });
});
