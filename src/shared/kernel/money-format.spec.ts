import { format, formatIn } from './money-format.js';
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

it.each([
  ['en', 123_450, 'EUR', '€1,234.50'],
  ['de', 123_450, 'EUR', '1.234,50\u00a0€'],
  ['ja', 1_250, 'JPY', '￥1,250'],
  ['en', 1_250, 'KWD', 'KWD\u00a01.250'],
  ['en', 1_000_000_000_000, 'XTS', 'XTS\u00a010,000,000,000.00'],
])('writes in %s %d minor units of %s as %s', (language, amount, currency, text) => {
  expect(formatIn(language, money(amount, currency))).toBe(text);
});
