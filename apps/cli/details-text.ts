import { clock, duration } from './times.js';
import { plain } from './table.js';

type Details = Readonly<Record<string, unknown>>;

/** A summary of a fact for people: `1 item, total 29.00 EUR, method pm_card_visa`. Without ids and internal states, which `--details` shows. */
export function aboutText(details: Details, at: string): string {
  return Object.entries(details)
    .filter(([name, value]) => !INNER.has(name) && isWord(value))
    .map(([name, value]) => {
      const text = valueText(value, at);
      return BARE.has(name) ? text : `${wordsOf(name)} ${text}`;
    })
    .join(', ');
}

/** All details of a fact, one per line, for `--details`. */
export const detailLines = (details: Details, at: string): readonly string[] =>
  Object.entries(details)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(
      ([name, value]) =>
        `${wordsOf(name)}: ${isWord(value) || typeof value === 'string' ? valueText(value, at) : plain(JSON.stringify(value))}`,
    );

/** Fields of a saga's journal, left out: the facts before and after show its progress; and the trace, which the end of the story names. */
const INNER = new Set(['phase', 'progress', 'rings', 'sends', 'until', 'timer', 'trace']);
/** Values that are understood without their names. */
const BARE = new Set(['lines', 'step', 'status', 'reason', 'amount']);
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** Numbers from this on are formatted as times (milliseconds since 1970); amounts and counts are smaller. */
const EPOCH_MS = 1e12;

const isWord = (value: unknown): boolean => {
  if (value === null || value === undefined || (typeof value === 'string' && ID.test(value))) return false;
  return typeof value !== 'object' || Array.isArray(value) || isMoney(value);
};

function valueText(value: unknown, at: string): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (isMoney(value)) return moneyText(value);
  const time = timeIn(value);
  if (time !== undefined) {
    const ms = time - Date.parse(at);
    return `${clock(new Date(time))} (${duration(Math.abs(ms))} ${ms < 0 ? 'earlier' : 'later'})`;
  }
  return plain(String(value as string | number | boolean));
}

function timeIn(value: unknown): number | undefined {
  if (typeof value === 'number' && value > EPOCH_MS) return value;
  return typeof value === 'string' && TIME.test(value) ? Date.parse(value) : undefined;
}

/** `unitPrice` → `unit price` */
const wordsOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

interface Money {
  readonly amount: number;
  readonly currency: string;
}
const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;

/** Amounts are in minor units, whose number of decimals depends on the currency. */
function moneyText({ amount, currency }: Money): string {
  const style = { style: 'currency', currency } as const;
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', style).resolvedOptions();
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
}
