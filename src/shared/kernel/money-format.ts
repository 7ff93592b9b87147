import type { Money } from './money.js';

/** Currencies whose minor unit is not a hundredth (ISO 4217): how many digits it has. */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3]),
]);

const digitsOf = (currency: string): number => DIGITS[currency] ?? 2;

/** `12.50 EUR`, `1250 JPY`: for people to read, never to be parsed. */
export function format({ amount, currency }: Money): string {
  const digits = digitsOf(currency);
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
}

/** As a language writes it (BCP 47): `€12.50` for `en`, `12,50 €` for `de`. The digits are those of `format`, whatever Intl knows of the currency. */
export function formatIn(language: string, { amount, currency }: Money): string {
  const digits = digitsOf(currency);
  const options = {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  return new Intl.NumberFormat(language, options).format(amount / 10 ** digits);
}
