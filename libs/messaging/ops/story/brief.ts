import { MOST_DETAILS } from '../contracts/values.js';

type Details = Readonly<Record<string, unknown>>;

/** Of details that are shown as they are. */
const MOST_WHOLE = 1_000;
const MOST_TEXT = 100;

/** The details unchanged if they are small; otherwise shortened, with lists replaced by their length, within the limit of a story. */
export function brief(details: Details): Details {
  if (JSON.stringify(details).length <= MOST_WHOLE) return details;
  const lines = Object.entries(details).map(([name, value]) => [name, short(value)] as const);
  let left = MOST_DETAILS / 2; // the rest is for details added by the engine
  return Object.fromEntries(lines.filter((line) => (left -= JSON.stringify(line).length) > 0));
}

function short(value: unknown): unknown {
  if (Array.isArray(value)) return `${value.length} items`;
  if (typeof value === 'string') return value.slice(0, MOST_TEXT);
  return typeof value === 'object' && JSON.stringify(value)?.length > MOST_TEXT ? '…' : value;
}
