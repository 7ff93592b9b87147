let moment = NaN;
let text = '';

/** The time as RFC 3339. The latest text is cached, since the times of one batch are within one or two milliseconds. */
export function isoOf(at: Date): string {
  const ms = at.getTime();
  if (ms !== moment) {
    text = at.toISOString();
    moment = ms;
  }
  return text;
}
