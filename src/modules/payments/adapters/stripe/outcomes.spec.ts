import { money } from '#shared/kernel';
import { AnotherAmount } from '../../ports/another-amount.js';
import { NotFinal } from '../../ports/not-final.js';
import { outcomeOf, refundOutcomeOf } from './outcomes.js';

type Intent = Parameters<typeof outcomeOf>[0];
const wanted = money(2_500, 'EUR');
const of = (status: Intent['status'], more: Partial<Intent> = {}): Intent => ({
  amount: 2_500,
  currency: 'eur',
  last_payment_error: null,
  status,
  ...more,
});
const declined = { kind: 'declined', reason: 'payment-declined' };

it.each([
  ['one that took the money', of('succeeded'), { kind: 'captured' }],
  ['one that was cancelled', of('canceled'), declined],
  [
    'one whose card was declined',
    of('requires_payment_method', { last_payment_error: { type: 'card_error' } as never }),
    declined,
  ],
  ['one that was never tried', of('requires_confirmation'), undefined],
  ['one without a method', of('requires_payment_method'), undefined],
])('%s', (_, intent, outcome) => {
  expect(outcomeOf(intent, wanted, 'key')).toEqual(outcome);
});

it.each(['processing', 'requires_action', 'requires_capture'] as const)('%s is no outcome yet', (status) => {
  expect(() => outcomeOf(of(status), wanted, 'key')).toThrow(NotFinal);
});

it.each([{ amount: 2_501 }, { currency: 'usd' }])('%o is another amount, whatever its state', (other) => {
  for (const status of ['succeeded', 'requires_confirmation'] as const)
    expect(() => outcomeOf(of(status, other), wanted, 'key')).toThrow(AnotherAmount);
});

it('takes only a refund that has succeeded for one', () => {
  expect(refundOutcomeOf({ status: 'succeeded' }, 'key')).toEqual({ kind: 'refunded' });
  const failure_reason = 'expired_or_canceled_card';
  expect(refundOutcomeOf({ status: 'failed', failure_reason }, 'key')).toEqual({
    kind: 'failed',
    reason: failure_reason,
  });
  expect(refundOutcomeOf({ status: 'canceled' }, 'key')).toEqual({ kind: 'failed', reason: 'canceled' });
  for (const status of ['pending', 'requires_action', null])
    expect(() => refundOutcomeOf({ status }, 'key')).toThrow(NotFinal);
});
