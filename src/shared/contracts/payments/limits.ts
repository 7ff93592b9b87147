import { money, type Money } from '#shared/kernel';

/** The least that a card is charged with, in minor units, as Stripe has it. Where none is listed, everything above zero is taken. */
const LEAST: Readonly<Record<string, number>> = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1_500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  INR: 50,
  JPY: 50,
  MXN: 1_000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1_000,
  USD: 50,
};

/** Eight digits, whatever the currency: 999,999.99 EUR. */
const MOST = 99_999_999;

/** Between which amounts a charge may be asked for; nothing is not asked for at all. */
export const chargeLimits = (currency: string): { readonly least: Money; readonly most: Money } => ({
  least: money(LEAST[currency] ?? 1, currency),
  most: money(MOST, currency),
});
