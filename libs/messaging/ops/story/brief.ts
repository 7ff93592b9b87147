type Details = Readonly<Record<string, unknown>>;

const MOST_CHARACTERS = 1_000;
const MOST_TEXT = 100;

/** The same while it is small; of more, only what fits on a line: lists become their length. */
export function brief(details: Details): Details {
  if (JSON.stringify(details).length <= MOST_CHARACTERS) return details;
  const lines = Object.entries(details).slice(0, 20);
  return Object.fromEntries(lines.map(([name, value]) => [name, short(value)]));
}

function short(value: unknown): unknown {
  if (Array.isArray(value)) return `${value.length} items`;
  if (typeof value === 'string') return value.slice(0, MOST_TEXT);
  return typeof value === 'object' && JSON.stringify(value)?.length > MOST_TEXT ? '…' : value;
}
