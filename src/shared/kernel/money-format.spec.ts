import { format } from './money-format.js';
import { money } from './money.js';

it.each([
  [1250, 'EUR', '12.50 EUR'],
  [5, 'EUR', '0.05 EUR'],
  [0, 'USD', '0.00 USD'],
  [1250, 'JPY', '1250 JPY'],
  [1250, 'KWD', '1.250 KWD'],
  [1_000_000_000_000, 'EUR', '10000000000.00 EUR'],
])('writes %d minor units of %s as %s', (amount, currency, text) => {
  expect(format(money(amount, currency))).toBe(text);
});
