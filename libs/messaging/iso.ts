let moment = NaN;
let text = '';

/** The moment as RFC 3339. The latest one is remembered: what a batch writes was born within one or two milliseconds. */
export function isoOf(at: Date): string {
  const ms = at.getTime();
  if (ms !== moment) {
    text = at.toISOString();
    moment = ms;
  }
  return text;
}
