import { jest } from '@jest/globals';
import { newId } from '#libs/messaging';
import { eventually, testContext, type LoneContext } from '#libs/testing';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import {
  ChargePayment,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
  ReceiveWebhook,
  RefundPayment,
} from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { PaymentAttempt } from './data/payment-attempt.entity.js';
import { Payment } from './data/payment.entity.js';
import { PaymentsModule } from './index.js';
import { NotFinal } from './ports/not-final.js';
import { PaymentProvider } from './ports/payment-provider.js';
import { PROVIDER_DATABASE_URL } from './ports/provider-database.js';
import { hasCaptured, hasDeclined, hasRefunded, webhook, WEBHOOK_SECRET } from './webhooks.fixtures.js';

/** The provider says nothing to a call with pm_cleave_silent for the length of a spec: all that is known comes by webhooks. */
const SILENCE_MS = 600_000;
const amount = money(2_500, 'EUR');

let database: FreshDatabase;
let payments: LoneContext;
let orderId: string;

beforeAll(async () => {
  Object.assign(process.env, {
    CLEAVE_PROVIDER_SILENCE_MS: String(SILENCE_MS),
    CLEAVE_STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  });
  database = await freshDatabase('provider');
  const values = { [PROVIDER_DATABASE_URL]: database.url };
  payments = await testContext(PaymentsModule, { values, settings: { effectDeadlineMs: 100, retryMs: 2 } });
});
afterAll(async () => {
  delete process.env.CLEAVE_PROVIDER_SILENCE_MS;
  delete process.env.CLEAVE_STRIPE_WEBHOOK_SECRET;
  await payments?.close();
  await database?.drop();
});
beforeEach(() => (orderId = newId()));
afterEach(() => jest.restoreAllMocks());

const charge = (method = 'pm_cleave_silent') => new ChargePayment({ orderId, amount, method });
const row = () => payments.db.getRepository(Payment).findOneBy({ orderId });
/** What the provider has said; whether a call was found unanswered before is up to the time. */
const outcomes = async () => {
  const rows = await payments.db.getRepository(PaymentAttempt).find({ where: { orderId }, order: { kind: 'ASC' } });
  return rows.filter(({ outcome }) => outcome !== 'unknown').map(({ kind, outcome }) => `${kind} ${outcome}`);
};
const lettersOf = (key: string) =>
  payments.db.query<{ why: string; failures: number }[]>('SELECT why, failures FROM dead_letter WHERE key = $1', [key]);
const take = (event: ReceiveWebhook, id?: string) => payments.ask(event, { id });
/** The provider takes its time with a refund: what becomes of it comes by an event. */
const refundsArePending = () =>
  jest
    .spyOn(payments.app.get(PaymentProvider), 'refund')
    .mockRejectedValue(new NotFinal('a call', 'refund', 'pending'));

describe('an event', () => {
  it('is the outcome of a call that was not answered', async () => {
    await payments.given(charge());
    expect(await take(hasCaptured(orderId))).toEqual({ received: true });
    await payments.eventuallySent(new PaymentCaptured({ orderId, amount }));
    expect(await row()).toMatchObject({ status: 'captured', captured: 2_500 });
    expect(await outcomes()).toEqual(['charge captured']);
  });

  it('tells of a decline', async () => {
    await payments.given(charge());
    await take(hasDeclined(orderId));
    await payments.eventuallySent(new PaymentDeclined({ orderId, reason: 'payment-declined' }));
  });

  it('tells of a refund when it is made, and not before', async () => {
    refundsArePending();
    await payments.given(charge('pm_card_visa'), new RefundPayment({ orderId }));
    await take(hasRefunded(orderId, 'pending'));
    await take(hasRefunded(orderId, 'failed'));
    expect(await row()).toMatchObject({ status: 'refunding', refunded: 0 });
    await take(hasRefunded(orderId));
    await payments.eventuallySent(new PaymentUndone({ orderId, refunded: amount }));
  });

  it('changes nothing when it comes twice, under its id or another one, or too late, or in the wrong order', async () => {
    await payments.given(charge());
    const [event, id] = [hasCaptured(orderId), newId()];
    await take(event, id);
    await payments.eventuallySent(new PaymentCaptured({ orderId, amount }));
    await take(event, id);
    await take(hasCaptured(orderId));
    await take(hasDeclined(orderId));
    await take(hasRefunded(orderId));
    await take(webhook('payment_intent.created', orderId));
    expect(payments.others.take()).toEqual([]);
    expect(await row()).toMatchObject({ status: 'captured', captured: 2_500, refunded: 0 });
    expect(await outcomes()).toEqual(['charge captured']);
  });

  it('is taken once under its id', async () => {
    const [event, id] = [hasCaptured(orderId), newId()];
    await Promise.all(Array.from({ length: 20 }, () => take(event, id)));
    const [{ count }] = await payments.db.query<[{ count: number }]>(
      'SELECT count(*)::int AS count FROM outbox WHERE key = $1',
      [orderId],
    );
    expect(count).toBe(1);
  });

  it('whose order is not known is kept and tried again', async () => {
    await take(hasCaptured(orderId));
    expect(await row()).toBeNull();
    await payments.given(charge());
    await eventually(async () => expect(await row()).toMatchObject({ status: 'captured' }));
    expect(await lettersOf(orderId)).toEqual([]);
  });

  it('whose order stays unknown is a dead letter, which operators see', async () => {
    await take(hasCaptured(orderId));
    await eventually(async () => expect(await lettersOf(orderId)).toHaveLength(1));
    expect(await lettersOf(orderId)).toEqual([{ failures: 10, why: expect.stringContaining('without an intent') }]);
  });

  it('about another amount changes nothing, and is a dead letter', async () => {
    await payments.given(charge());
    await take(hasCaptured(orderId, 2_499));
    await eventually(async () => expect(await lettersOf(orderId)).toHaveLength(1));
    expect(await lettersOf(orderId)).toMatchObject([{ why: expect.stringContaining('payments.another-amount') }]);
    expect((await row())!.status).not.toBe('captured');
  });

  it('that says nothing about a call of ours is answered and not kept', async () => {
    for (const type of ['payment_intent.created', 'tax.rate.updated']) await take(webhook(type, orderId));
    expect(await payments.db.query('SELECT FROM outbox WHERE key = $1', [orderId])).toEqual([]);
  });

  it('with a wrong signature is refused, and occupies no id', async () => {
    await payments.given(charge());
    const [event, id] = [hasCaptured(orderId), newId()];
    const forged = new ReceiveWebhook({ ...event, signature: webhook('x', orderId).signature });
    await expect(take(forged, id)).rejects.toMatchObject({ code: 'payments.bad-signature' });
    await take(event, id);
    await payments.eventuallySent(new PaymentCaptured({ orderId, amount }));
  });
});

it('goes back by an event when it was taken after the order was given up', async () => {
  refundsArePending();
  await payments.given(charge(), new RefundPayment({ orderId }));
  expect(await row()).toMatchObject({ status: 'undoing' });
  await take(hasCaptured(orderId));
  await eventually(async () => expect(await row()).toMatchObject({ status: 'refunding' }));
  await take(hasRefunded(orderId));
  await payments.eventuallySent(new PaymentUndone({ orderId, refunded: amount }));
});
