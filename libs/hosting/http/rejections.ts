import { counter, metering } from '#libs/telemetry';

const REJECTED = counter(
  'cleave.rejected',
  '{request}',
  'Requests that were refused early, by the code of the problem.',
);

/** Codes that alerts are about. */
const WATCHED = ['context.overloaded', 'context.unavailable', 'request.rate-limited', 'server.too-many-connections'];

/** Begins the series that alerts look at. */
export function beginRejections(): void {
  for (const reason of WATCHED) metering?.add(REJECTED, { reason }, 0);
}

/** Counts a request that was refused before anything was done for it: at a limit, or because there is too much to do. */
export const rejected = (reason: string): void => metering?.add(REJECTED, { reason });
