import { MOST_DAYS } from '#shared/contracts/orders';

const DAY_MS = 86_400_000;

/** Two times, the second of which does not belong to it. ISO 8601 with milliseconds in UTC. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** From the beginning of a day (`2030-01-31`, in UTC) to the end of another; undefined when there are none, or too many, between them. */
export function periodOf(from: string, to: string): Period | undefined {
  const [begin, end] = [Date.parse(from), Date.parse(to) + DAY_MS];
  const days = (end - begin) / DAY_MS;
  if (days < 1 || days > MOST_DAYS) return undefined;
  return { from: new Date(begin).toISOString(), to: new Date(end).toISOString() };
}
