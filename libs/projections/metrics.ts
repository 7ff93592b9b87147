import { counter, metering } from '#libs/telemetry';

const WRITTEN = counter(
  'cleave.projection.written',
  '{document}',
  'Documents that were written to copies of a projection.',
);
const FAILURES = counter(
  'cleave.projection.failures',
  '{attempt}',
  'Attempts to feed a copy that failed. They are repeated; nothing is lost.',
);

/** Whose copies are fed. */
export interface Fed {
  readonly projection: string;
  readonly store: string;
}

/** Begins both series, so that the first rise is seen. */
export function countsFrom(fed: Fed): void {
  documentsWritten(fed, 0);
  metering?.add(FAILURES, { ...fed }, 0);
}

export const documentsWritten = (fed: Fed, documents: number): void => metering?.add(WRITTEN, { ...fed }, documents);

/** The store, or the database of the streams, has ended an attempt to feed it. */
export const feedFailed = (fed: Fed): void => metering?.add(FAILURES, { ...fed });
