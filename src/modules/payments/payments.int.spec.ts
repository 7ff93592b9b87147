import { DataSource } from 'typeorm';
import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { TellStory } from '#libs/messaging/ops';
import { eventually, testContext, type LoneContext } from '#libs/testing';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import {
  ChargePayment,
  GetPaymentOfOrder,
  ListPayments,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
  RefundPayment,
} from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { PaymentAttempt } from './data/payment-attempt.entity.js';
import { Payment } from './data/payment.entity.js';
import { PaymentsModule } from './index.js';
import { RecordOutcome } from './messages.js';
import { PROVIDER_DATABASE_URL } from './ports/provider-database.js';

/** The call times out before the provider answers: the outcome is unknown, and is looked up until the provider has one. */
const CALL_MS = 400;
const SILENCE_MS = 700;

describe('payments', () => {
  let database: FreshDatabase;
  let provider: DataSource;
  let payments: LoneContext;
  let orderId: string;

  beforeAll(async () => {
    process.env.CLEAVE_PROVIDER_SILENCE_MS = String(SILENCE_MS);
    database = await freshDatabase('provider');
    provider = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    payments = await testContext(PaymentsModule, {
      values: { [PROVIDER_DATABASE_URL]: database.url },
      settings: { effectDeadlineMs: CALL_MS },
    });
  });
  afterAll(async () => {
    delete process.env.CLEAVE_PROVIDER_SILENCE_MS;
    await payments?.close();
    await provider?.destroy();
    await database?.drop();
  });
  beforeEach(() => (orderId = newId()));

  const amount = money(2_500, 'EUR');
  const ada: Identity = { userId: newId(), role: 'customer' };
  const bob: Identity = { userId: newId(), role: 'customer' };
  const staff: Identity = { userId: newId(), role: 'operator' };
  const charge = (method = 'pm_card_visa') => new ChargePayment({ orderId, userId: ada.userId, amount, method });
  const refund = () => new RefundPayment({ orderId });
  const captured = () => new PaymentCaptured({ orderId, amount });
  const declined = () => new PaymentDeclined({ orderId, reason: 'payment-declined' });
  const undone = (refunded: typeof amount | null) => new PaymentUndone({ orderId, refunded });
  const row = () => payments.db.getRepository(Payment).findOneBy({ orderId });
  /** The calls to the provider and their outcomes, in order of time. */
  const attempts = async () => {
    const rows = await payments.db
      .getRepository(PaymentAttempt)
      .find({ where: { orderId }, order: { at: 'ASC', kind: 'ASC' } });
    return rows.map(({ kind, outcome, amount, currency, reason }) =>
      [kind, outcome, amount, currency, ...(reason ? [reason] : [])].join(' '),
    );
  };
  /** The provider's ledger, which only the provider writes. */
  const ledger = async () => {
    const rows = await provider.query<{ kind: string; outcome: string; amount: string; currency: string }[]>(
      'SELECT kind, outcome, amount, currency FROM ledger WHERE order_id = $1 ORDER BY at',
      [orderId],
    );
    return rows.map(({ kind, outcome, amount, currency }) => `${kind} ${outcome} ${amount} ${currency}`);
  };
  const TAKEN = 'charge captured 2500 EUR';
  const UNANSWERED = 'charge unknown 2500 EUR';
  const GIVEN_BACK = 'refund refunded 2500 EUR';

  describe('charging', () => {
    it('takes the money once, however often it is asked', async () => {
      (await payments.when(charge())).thenSent(captured());
      (await payments.again()).thenSentNothing();
      (await payments.when(charge())).thenSent(captured()); // asked again, told again
      expect(await row()).toMatchObject({ status: 'captured', ...amount, captured: 2_500, refunded: 0 });
      expect(await ledger()).toEqual([TAKEN]);
      expect(await attempts()).toEqual([TAKEN]);
    });

    it.each(['pm_card_visa_chargeDeclined', 'pm_card_chargeDeclinedInsufficientFunds'])(
      'tells a decline, once (%s)',
      async (method) => {
        (await payments.when(charge(method))).thenSent(declined());
        (await payments.again()).thenSentNothing();
        expect(await row()).toMatchObject({ status: 'declined', captured: 0, reason: 'payment-declined' });
        expect(await ledger()).toEqual(['charge declined 2500 EUR']);
        expect(await attempts()).toEqual(['charge declined 2500 EUR payment-declined']);
      },
    );

    it('asks for the answer that was lost, and has charged once', async () => {
      await payments.when(charge('pm_cleave_answerLost'));
      await payments.eventuallySent(captured());
      expect(await row()).toMatchObject({ status: 'captured', captured: 2_500 });
      expect(await ledger()).toEqual([TAKEN]);
      expect(await attempts()).toEqual([UNANSWERED, TAKEN]);
    });
  });

  describe('giving back', () => {
    it('returns what was taken, once', async () => {
      await payments.given(charge());
      (await payments.when(refund())).thenSent(undone(amount));
      (await payments.again()).thenSentNothing();
      (await payments.when(refund())).thenSent(undone(amount));
      expect(await row()).toMatchObject({ status: 'undone', captured: 2_500, refunded: 2_500 });
      expect(await ledger()).toEqual([TAKEN, GIVEN_BACK]);
      expect(await attempts()).toEqual([TAKEN, GIVEN_BACK]);
    });

    it('has nothing to return after a decline', async () => {
      await payments.given(charge('pm_card_visa_chargeDeclined'));
      (await payments.when(refund())).thenSent(undone(null));
      expect(await row()).toMatchObject({ status: 'declined', captured: 0, refunded: 0 });
      expect(await ledger()).toEqual(['charge declined 2500 EUR']);
    });

    it('keeps a charge that comes later from taking anything', async () => {
      (await payments.when(refund())).thenSent(undone(null));
      (await payments.again()).thenSentNothing();
      (await payments.when(charge())).thenSent(undone(null));
      expect(await row()).toMatchObject({ status: 'undone', amount: 0, currency: 'XXX' });
      expect([await ledger(), await attempts()]).toEqual([[], []]);
    });

    it('keeps nothing, whichever of many charges and refunds comes first', async () => {
      await Promise.all([charge(), refund(), charge(), refund(), charge()].map((message) => payments.when(message)));
      await eventually(async () => expect(await row()).toMatchObject({ status: 'undone' }));
      payments.others.take();
      const { captured: taken, refunded } = (await row())!;
      expect(refunded).toBe(taken);
      expect([[], [TAKEN, GIVEN_BACK]]).toContainEqual(await ledger());
      expect(await attempts()).toEqual(await ledger());
    });
  });

  describe('the story for operators', () => {
    const facts = async () => {
      const caller = { userId: newId(), role: 'operator' } as const;
      return (await payments.ask(new TellStory({ key: orderId }), { caller })).facts;
    };
    const story = async () => (await facts()).map(({ kind, what }) => `${kind}: ${what}`);

    it('tells of the call that is under way, and what came of each attempt, in time order', async () => {
      expect(await story()).toEqual([]);
      await payments.when(charge('pm_cleave_silent'));
      expect((await story()).toSorted()).toEqual([
        'effect: payments.capture-charge.v1 waits for payments.effects',
        'record: charge unknown',
        'record: payment unknown',
      ]);
      await payments.eventuallySent(captured());
      await eventually(async () =>
        expect(await story()).toEqual([
          'record: charge unknown',
          'record: charge captured',
          'record: payment captured',
        ]),
      );
      await payments.given(refund());
      await eventually(async () =>
        expect(await story()).toEqual([
          'record: charge unknown',
          'record: charge captured',
          'record: refund refunded',
          'record: payment undone',
        ]),
      );
    });

    it('tells sums and reasons, and not what was paid with', async () => {
      await payments.given(charge('pm_card_visa_chargeDeclined'));
      await eventually(async () =>
        expect((await facts()).map(({ what, details }) => [what, details])).toEqual([
          ['charge declined', { amount: '25.00 EUR', reason: 'payment-declined' }],
          [
            'payment declined',
            { asked: '25.00 EUR', captured: '0.00 EUR', refunded: '0.00 EUR', reason: 'payment-declined' },
          ],
        ]),
      );
      expect(JSON.stringify(await facts())).not.toContain('pm_');
    });
  });

  describe('while nothing is known of a charge', () => {
    it('says nothing, and tells the truth when the provider speaks', async () => {
      (await payments.when(charge('pm_cleave_silent'))).thenSentNothing();
      expect(await row()).toMatchObject({ status: 'unknown', captured: 0 });
      await payments.eventuallySent(captured());
      expect(await row()).toMatchObject({ status: 'captured', captured: 2_500 });
      expect(await ledger()).toEqual([TAKEN]);
      expect(await attempts()).toEqual([UNANSWERED, TAKEN]); // silence is noted once, however often it is asked again
    });

    it('gives the money back when it was given up meanwhile', async () => {
      await payments.when(charge('pm_cleave_silent'));
      (await payments.when(refund())).thenSentNothing();
      await payments.eventuallySent(undone(amount));
      expect(await row()).toMatchObject({ status: 'undone', captured: 2_500, refunded: 2_500 });
      expect(await ledger()).toEqual([TAKEN, GIVEN_BACK]);
      expect(await attempts()).toEqual([UNANSWERED, TAKEN, GIVEN_BACK]);
    });
  });

  it.each([
    ['a decline', { kind: 'declined', reason: 'late' }, 'captured'],
    ['ignorance', { kind: 'unknown' }, 'captured'],
    ['the same result', { kind: 'captured' }, 'captured'],
    ['a refund that nobody asked for', { kind: 'refunded' }, 'captured'],
  ] as const)('leaves what is settled as it is when %s comes late', async (_, outcome, status) => {
    await payments.given(charge());
    const late = new RecordOutcome({ orderId, outcome });
    (await payments.when(late)).thenSentNothing();
    expect(await row()).toMatchObject({ status, captured: 2_500, refunded: 0, reason: null });
    expect(await attempts()).toEqual([TAKEN]);
  });

  describe('showing the payment of an order', () => {
    const shown = (caller = ada) => payments.ask(new GetPaymentOfOrder({ orderId }), { caller });
    const list = (caller: Identity) => payments.ask(new ListPayments({ orderIds: [orderId, newId()] }), { caller });
    const listed = async (caller = ada) => (await list(caller)).payments;

    it('shows what was asked for, what went back, and each call to the provider', async () => {
      const taken = { kind: 'charge', outcome: 'captured', amount, reason: null, at: expect.any(String) };
      await payments.given(charge());
      const captured = { orderId, status: 'captured', amount, refunded: money(0, 'EUR'), attempts: [taken] };
      expect(await shown()).toEqual(captured);
      await payments.given(refund());
      const attempts = [taken, { ...taken, kind: 'refund', outcome: 'refunded' }];
      expect(await shown()).toEqual({ orderId, status: 'undone', amount, refunded: amount, attempts });
      expect(await listed()).toEqual([{ orderId, status: 'undone' }]);
    });

    it('shows the payment to whoever ordered and to staff, and to no other user', async () => {
      await payments.given(charge());
      expect(await shown(staff)).toEqual(await shown(ada));
      await expect(shown(bob)).rejects.toMatchObject({ code: 'payments.not-found', details: { orderId } });
      await expect(payments.ask(new GetPaymentOfOrder({ orderId }))).rejects.toMatchObject({ kind: 'not-found' });
      expect([await listed(staff), await listed(bob)]).toEqual([[{ orderId, status: 'captured' }], []]);
    });

    it('shows staff alone a payment whose charge did not say for whom, and tells others that it cannot', async () => {
      await payments.given(new ChargePayment({ orderId, amount, method: 'pm_card_visa' }));
      expect(await shown(staff)).toMatchObject({ status: 'captured' });
      await expect(shown(ada)).rejects.toMatchObject({ code: 'payments.owner-unknown', kind: 'forbidden' });
      expect(await list(ada)).toEqual({ payments: [], isWhole: false });
      expect(await list(staff)).toEqual({ payments: [{ orderId, status: 'captured' }], isWhole: true });
    });

    it('knows of no payment where a refund came before the charge', async () => {
      await payments.given(refund());
      await expect(shown(ada)).rejects.toMatchObject({ code: 'payments.not-found' });
      expect(await list(ada)).toEqual({ payments: [], isWhole: true });
    });

    it('knows nothing of an order that asked for nothing', async () => {
      await expect(shown()).rejects.toMatchObject({ code: 'payments.not-found', details: { orderId } });
    });
  });

  describe('the door', () => {
    it('lets orders alone move money, and nobody but itself tell outcomes', async () => {
      (await payments.when(charge(), { from: 'gateway' })).thenRefused('message.forbidden');
      (await payments.when(refund(), { from: 'inventory' })).thenRefused('message.forbidden');
      const outcome = new RecordOutcome({ orderId, outcome: { kind: 'captured' } });
      (await payments.when(outcome, { from: 'orders' })).thenRefused('message.unknown-type');
      expect([await row(), await ledger()]).toEqual([null, []]);
    });

    it.each([
      ['a fraction', { amount: 12.5, currency: 'EUR' }],
      ['less than nothing', { amount: -1, currency: 'EUR' }],
      ['no currency', { amount: 1 }],
    ])('refuses %s', async (_, wrong) => {
      const body = { orderId, amount: wrong, method: 'pm_card_visa' };
      (await payments.receives('payments.charge-payment.v1', body, { from: 'orders' })).thenRefused('message.invalid');
      expect(await ledger()).toEqual([]);
    });
  });
});
