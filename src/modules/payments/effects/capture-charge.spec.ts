import { effect } from '#libs/testing/effects';
import { money } from '#shared/kernel';
import { CaptureCharge, RecordOutcome } from '../messages.js';
import { AnotherAmount } from '../ports/another-amount.js';
import { CaptureChargeHandler } from './capture-charge.js';
import { RememberingProvider } from './provider.fixtures.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const charge = new CaptureCharge({ orderId, amount: money(2_500, 'EUR'), method: 'pm_card_visa' });
const says = (outcome: RecordOutcome['outcome']) => new RecordOutcome({ orderId, outcome });
const charging = (provider = new RememberingProvider()) => effect(new CaptureChargeHandler(provider), charge);

describe('capturing a charge', () => {
  it.each([{ kind: 'captured' }, { kind: 'declined', reason: 'payment-declined' }] as const)(
    "tells the provider's word: %o",
    async (word) => {
      (await charging(new RememberingProvider(word)).atFirst()).thenAsked(0).thenActed(1).thenTold(says(word));
    },
  );

  it('asks when the answer was lost, and charges once', async () => {
    (await charging().afterLostAnswer())
      .thenAsked(1)
      .thenActed(1)
      .thenTold(says({ kind: 'unknown' }), says({ kind: 'captured' }));
  });

  it('does not take it for a failing provider that one charge was made for another amount', () => {
    const handler = new CaptureChargeHandler(new RememberingProvider());
    expect(handler.isAnswer(new AnotherAmount('key'))).toBe(true);
    expect(handler.isAnswer(new Error('no answer'))).toBe(false);
  });

  it('charges when the provider has never heard of it', async () => {
    (await charging().afterLostCall())
      .thenAsked(1)
      .thenActed(1)
      .thenTold(says({ kind: 'unknown' }), says({ kind: 'captured' }));
  });
});
