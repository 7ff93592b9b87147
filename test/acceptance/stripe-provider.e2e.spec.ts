import { type Api, availableOf, customer, operator, orderOf, type Product, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { ProviderProcess } from '#test/payment-provider';
import { waitFor } from '#test/wait-for';

interface Paid {
  readonly id: string;
  readonly status: string;
  readonly reason?: string | null;
  readonly payment: { readonly status: string; readonly attempts: readonly { kind: string; outcome: string }[] } | null;
}
interface Refunded {
  readonly refunds: readonly { readonly status: string }[];
}
interface Intent {
  readonly id: string;
  readonly status: string;
  readonly amount_received: number;
}

/** The monolith with the API of Stripe for its money, answered by apps/payment-provider. */
describe('orders that are paid by the API of Stripe', () => {
  let provider: ProviderProcess;
  let cleave: Cleave;
  let ada: Api;
  let staff: Api;
  let mug: Product;

  beforeAll(async () => {
    provider = await ProviderProcess.start({
      CLEAVE_PAYMENT_PROVIDER_SILENCE_MS: '2000',
      CLEAVE_PAYMENT_PROVIDER_SETTLE_MS: '1000',
    });
    cleave = await Cleave.start({
      ...provider.cleaveSettings,
      CLEAVE_RETRY_MS: '200',
      CLEAVE_EFFECT_DEADLINE_MS: '2000',
    });
    staff = await operator(cleave);
    mug = await stocked(staff, 100);
    ada = await customer(cleave);
  });
  afterAll(async () => {
    await cleave.discard();
    await provider.discard();
  });

  /** The order when it is final, and what the provider has of it. */
  async function ordered(method: string, quantity = 2) {
    const { body: order } = await ada.orderAndWait(orderOf(mug, quantity, method));
    const shown = async () => (await ada.get<Paid>(`/v2/orders/${order.id}`)).body;
    await waitFor(async () => ((await shown()).status === 'pending' ? 'the order is not final' : undefined));
    const query = encodeURIComponent(`metadata['order_id']:'${order.id}'`);
    const { body } = await provider.get(`/v1/payment_intents/search?query=${query}`);
    return { order: await shown(), intents: body['data'] as readonly Intent[] };
  }
  const money = 2 * 1_250;

  it('a confirmed one has taken its money once', async () => {
    const { order, intents } = await ordered('pm_card_visa');
    expect(order).toMatchObject({ status: 'confirmed', payment: { status: 'captured' } });
    expect(intents).toMatchObject([{ status: 'succeeded', amount_received: money }]);
  });

  it('a declined one is cancelled, with the reason as ever, and has taken nothing', async () => {
    const { order, intents } = await ordered('pm_card_visa_chargeDeclined');
    expect(order).toMatchObject({ status: 'cancelled', reason: 'payment-declined', payment: { status: 'declined' } });
    expect(intents).toMatchObject([{ status: 'requires_payment_method', amount_received: 0 }]);
  });

  it.each(['pm_cleave_answerLost', 'pm_cleave_silent', 'pm_cleave_errorOnce', 'pm_cleave_hang'])(
    'one with %s is confirmed when the provider is asked again, and has taken its money once',
    async (method) => {
      const { order, intents } = await ordered(method);
      expect(order).toMatchObject({ status: 'confirmed', payment: { status: 'captured' } });
      expect(order.payment!.attempts.map(({ outcome }) => outcome)).toEqual(['unknown', 'captured']);
      expect(intents).toMatchObject([{ status: 'succeeded', amount_received: money }]);
    },
  );

  it.each([
    ['pm_card_visa', 'made', 1_250],
    ['pm_card_pendingRefund', 'made', 1_250],
    ['pm_cleave_refundPendingThenFailed', 'failed', 0],
  ])(
    'a refund of one with %s is %s in the end, and the goods come back when the money was given',
    async (method, end, sum) => {
      const { order, intents } = await ordered(method);
      const [before, lines] = [await availableOf(ada, mug), [{ productId: mug.id, quantity: 1, restock: true }]];
      const { status } = await staff.post(`/v2/orders/${order.id}/refunds`, { lines, reason: 'damaged' });
      expect(status).toBe(202);
      const shown = async () => (await ada.get<Refunded>(`/v1/orders/${order.id}`)).body;
      await waitFor(async () =>
        (await shown()).refunds[0]!.status === 'pending' ? 'the refund is pending' : undefined,
      );
      expect(await shown()).toMatchObject({
        status: 'confirmed',
        refunds: [{ status: end }],
        refunded: { amount: sum },
      });
      const back = sum ? 1 : 0;
      await waitFor(async () => ((await availableOf(ada, mug)) === before + back ? undefined : 'a mug is on its way'));
      const { body } = await provider.get(`/v1/refunds?payment_intent=${intents[0]!.id}`);
      expect(body['data']).toMatchObject([{ amount: 1_250, status: end === 'made' ? 'succeeded' : 'failed' }]);
    },
  );

  it('orders wait while the provider is away, and are confirmed when it is back', async () => {
    await provider.kill();
    const { body: order } = await ada.order(orderOf(mug, 1));
    await waitFor(async () => {
      const { payment } = (await ada.get<Paid>(`/v2/orders/${order.id}`)).body;
      return payment?.status === 'unknown' ? undefined : `the payment is ${payment?.status}`;
    });
    await provider.run();
    await waitFor(async () => {
      const { status } = (await ada.get<Paid>(`/v2/orders/${order.id}`)).body;
      return status === 'confirmed' ? undefined : `the order is ${status}`;
    });
  });

  it('nobody is told the key, and money is where it belongs', async () => {
    expect(cleave.output).not.toContain(provider.cleaveSettings['CLEAVE_STRIPE_KEY']);
    expect(await violationsAtRest(cleave.databases, () => provider.bookings())).toEqual([]);
  });
});
