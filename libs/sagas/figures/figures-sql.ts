import { LAST, OPEN } from '../open/open-sql.js';

/** The sagas of one kind that are in one state. */
export interface StateFigures {
  /** As `progress` of the journal says it. */
  readonly state: string;
  readonly sagas: number;
  /** For how long the oldest of them has been in it. */
  readonly oldestSeconds: number;
}

/** In the context $1, for the timers $2 and the journals $3. */
export const SAGAS = `
  WITH ${OPEN}
  SELECT data ->> 'progress' AS state, count(*)::integer AS sagas,
    greatest(0, extract(epoch FROM clock_timestamp() - min(at)))::float8 AS "oldestSeconds"
  FROM ${LAST} GROUP BY 1`;
