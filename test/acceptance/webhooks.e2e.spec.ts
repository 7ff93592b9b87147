import { createHmac } from 'node:crypto';
import { type Api, customer, operator, orderOf, type Product, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { ProviderProcess, WEBHOOK_SECRET } from '#test/payment-provider';
import { waitFor } from '#test/wait-for';

interface Paid {
  readonly status: string;
  readonly payment: { readonly attempts: readonly { kind: string; outcome: string }[] } | null;
}

/** The monolith and apps/payment-provider, which posts its events to it. */
describe('webhooks of the payment provider', () => {
  let provider: ProviderProcess;
  let cleave: Cleave;
  let ada: Api;
  let mug: Product;

  beforeAll(async () => {
    // A call with pm_cleave_onlyEvents gets no answer for as long as the spec runs.
    provider = await ProviderProcess.start({
      CLEAVE_PAYMENT_PROVIDER_SILENCE_MS: '3600000',
      CLEAVE_PAYMENT_PROVIDER_LATE_MS: '2000',
    });
    cleave = await Cleave.start({
      ...provider.cleaveSettings,
      CLEAVE_STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      CLEAVE_RETRY_MS: '200',
      CLEAVE_EFFECT_DEADLINE_MS: '2000',
    });
    await provider.postTo(`${cleave.url}/v1/webhooks/payments`);
    mug = await stocked(await operator(cleave), 100);
    ada = await customer(cleave);
  });
  afterAll(async () => {
    await cleave.discard();
    await provider.discard();
  });

  const shown = async (id: string) => (await ada.get<Paid>(`/v2/orders/${id}`)).body;
  const outcomes = ({ payment }: Paid) => payment!.attempts.map(({ outcome }) => outcome);
  const ordered = async (method: string) => (await ada.order(orderOf(mug, 2, method))).body.id;
  const becomes = (id: string, wanted: string) =>
    waitFor(async () => {
      const { status } = await shown(id);
      return status === wanted ? undefined : `the order is ${status}`;
    });
  const allPosted = () =>
    waitFor(async () => {
      const left = await provider.unposted();
      return left ? `${left} events are not taken` : undefined;
    });
  const post = (event: object, secret: string) => {
    const [body, time] = [JSON.stringify(event), Math.floor(Date.now() / 1_000)];
    const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${signature}` };
    return fetch(`${cleave.url}/v1/webhooks/payments`, { method: 'POST', body, headers });
  };

  it('confirms an order whose call is never answered', async () => {
    const id = await ordered('pm_cleave_onlyEvents');
    await becomes(id, 'confirmed');
    expect(outcomes(await shown(id))).toContain('captured');
  });

  it.each(['pm_card_visa', 'pm_cleave_webhookTwice', 'pm_cleave_webhookReordered', 'pm_cleave_webhookLost'])(
    '%s: an order has one outcome, whatever is posted',
    async (method) => {
      const id = await ordered(method);
      await becomes(id, 'confirmed');
      await allPosted();
      expect(outcomes(await shown(id))).toEqual(['captured']);
    },
  );

  it('a decline by either way cancels the order once', async () => {
    const id = await ordered('pm_card_visa_chargeDeclined');
    await becomes(id, 'cancelled');
    await allPosted();
    expect(outcomes(await shown(id))).toEqual(['declined']);
  });

  it('takes what is late after kill -9, when the order has long ended', async () => {
    const id = await ordered('pm_cleave_webhookLate');
    await becomes(id, 'confirmed');
    await cleave.kill();
    await cleave.run();
    await allPosted();
    expect(outcomes(await shown(id))).toEqual(['captured']);
  });

  it('takes nothing that is not signed, or signed with another secret', async () => {
    const event = { id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object: {} } };
    const forged = await post(event, 'whsec_of_somebody_else');
    expect([forged.status, await forged.json()]).toMatchObject([400, { code: 'payments.bad-signature' }]);
    expect((await post(event, WEBHOOK_SECRET)).status).toBe(200);
  });

  it('tells nobody the secret, and money is where it belongs', async () => {
    expect(cleave.output).not.toContain(WEBHOOK_SECRET);
    await provider.runWith({ CLEAVE_PAYMENT_PROVIDER_SILENCE_MS: '0' }); // it is still asked about the order that it was silent about
    expect(await violationsAtRest(cleave.databases, () => provider.bookings())).toEqual([]);
  });
});
