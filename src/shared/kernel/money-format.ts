import type { Money } from './money.js';

/** Currencies whose minor unit is not a hundredth (ISO 4217): how many digits it has. */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3]),
]);

/** `12.50 EUR`, `1250 JPY`: for people to read, never to be parsed. */
export function format({ amount, currency }: Money): string {
  const digits = DIGITS[currency] ?? 2;
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
}
