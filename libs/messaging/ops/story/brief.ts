import { MOST_DETAILS } from '../contracts/values.js';

type Details = Readonly<Record<string, unknown>>;

/** Of details that are shown as they are. */
const MOST_WHOLE = 1_000;
const MOST_TEXT = 100;

/** The same while it is small; of more, only what fits on a line: lists become their length. Never more than a story's details may be. */
export function brief(details: Details): Details {
  if (JSON.stringify(details).length <= MOST_WHOLE) return details;
  const lines = Object.entries(details).map(([name, value]) => [name, short(value)] as const);
  let left = MOST_DETAILS / 2; // the rest is for what the engine adds
  return Object.fromEntries(lines.filter((line) => (left -= JSON.stringify(line).length) > 0));
}

function short(value: unknown): unknown {
  if (Array.isArray(value)) return `${value.length} items`;
  if (typeof value === 'string') return value.slice(0, MOST_TEXT);
  return typeof value === 'object' && JSON.stringify(value)?.length > MOST_TEXT ? '…' : value;
}
