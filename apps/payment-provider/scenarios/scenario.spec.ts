import { isMethod, scenarioOf } from './scenario.js';

it.each([
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', undefined],
  ['pm_card_chargeDeclinedSomethingNew', 'card_declined', 'generic_decline'],
  ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
  ['pm_card_radarBlock', 'card_declined', 'generic_decline'],
])('%s is declined: %s, %s', (token, code, decline_code) => {
  expect(scenarioOf(token)).toMatchObject({
    decline: decline_code ? { code, decline_code } : { code },
    answer: 'prompt',
  });
});

it.each(['pm_card_visa', 'pm_card_mastercard', 'pm_1NcXyz', 'constructor', 'pm_cleave_unheardOf'])(
  '%s is a valid card',
  (token) => {
    expect(scenarioOf(token)).toEqual({
      decline: undefined,
      answer: 'prompt',
      first: undefined,
      refund: { at: 'succeeded' },
      webhooks: 'once',
    });
  },
);

it.each(['pm_', 'pm_card visa', 'xpm_card', 'tok_visa', 'pm_\u0000', ''])('"%s" is no payment method', (token) => {
  expect(isMethod(token)).toBe(false);
});
