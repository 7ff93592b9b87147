import { effect } from '#libs/testing/effects';
import { money } from '#shared/kernel';
import { RecordOutcome, RefundCharge } from '../messages.js';
import { RememberingProvider } from './provider.fixtures.js';
import { RefundChargeHandler } from './refund-charge.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const refund = new RefundCharge({ orderId, amount: money(2_500, 'EUR') });
const refunded = new RecordOutcome({ orderId, outcome: { kind: 'refunded' } });
const refunding = () => effect(new RefundChargeHandler(new RememberingProvider()), refund);

describe('refunding a charge', () => {
  it('gives back at once', async () => {
    (await refunding().atFirst()).thenAsked(0).thenActed(1).thenTold(refunded);
  });

  it('asks when the answer was lost, gives back once, and tells nothing meanwhile', async () => {
    (await refunding().afterLostAnswer()).thenAsked(1).thenActed(1).thenTold(refunded);
  });

  it('gives back when the provider has never heard of it', async () => {
    (await refunding().afterLostCall()).thenAsked(1).thenActed(1).thenTold(refunded);
  });
});
