import { counter, metering } from '#libs/telemetry';

const REJECTED = counter(
  'cleave.rejected',
  '{request}',
  'Requests that were refused early, by the code of the problem.',
);

/** Counts a request that was refused before anything was done for it: at a limit, or because there is too much to do. */
export const rejected = (reason: string): void => metering?.add(REJECTED, { reason });
