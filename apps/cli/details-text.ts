import { plain } from './table.js';

/** The details of a fact on one line: `lines=2 items total=25.00 EUR`. What does not fit into a word comes last, unopened. */
export function detailsText(details: Readonly<Record<string, unknown>>): string {
  const known = Object.entries(details).filter(([, value]) => value !== null && value !== undefined);
  const said = known.map(([name, value]) => `${name}=${valueText(value)}`);
  return [...said.filter((text) => !text.endsWith(CLOSED)), ...said.filter((text) => text.endsWith(CLOSED))].join(' ');
}

const CLOSED = '={…}';

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (isMoney(value)) return moneyText(value);
  return typeof value === 'object' ? '{…}' : plain(`${value as string | number | boolean}`);
}

interface Money {
  readonly amount: number;
  readonly currency: string;
}
const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;

/** Amounts are in minor units, of which a currency has its own number. */
function moneyText({ amount, currency }: Money): string {
  const style = { style: 'currency', currency } as const;
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', style).resolvedOptions();
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
}
