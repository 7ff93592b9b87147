import { isMethod, treatmentOf } from './method.js';

it.each([
  ['pm_card_visa', 'captured', 'prompt'],
  ['pm_card_mastercard', 'captured', 'prompt'],
  ['pm_card_visa_chargeDeclined', 'declined', 'prompt'],
  ['pm_card_visa_chargeDeclinedLostCard', 'declined', 'prompt'],
  ['pm_card_chargeDeclinedInsufficientFunds', 'declined', 'prompt'],
  ['pm_card_chargeCustomerFail', 'declined', 'prompt'],
  ['pm_card_radarBlock', 'declined', 'prompt'],
  ['pm_cleave_answerLost', 'captured', 'lost'],
  ['pm_cleave_silent', 'captured', 'late'],
  ['tok_visa', 'declined', 'prompt'],
  ['constructor', 'declined', 'prompt'],
  ['', 'declined', 'prompt'],
])('%s is %s, the answer %s', (token, kind, answer) => {
  expect(treatmentOf(token)).toMatchObject({ outcome: { kind }, answer });
});

it.each(['pm_', 'pm_card visa', 'xpm_card', 'pm_\u0000'])('"%s" is no payment method', (token) => {
  expect(isMethod(token)).toBe(false);
});
