import { LAST, OPEN } from './open-sql.js';

/** A saga that has not ended, as its last journal entry says. */
export interface OpenSaga {
  readonly id: string;
  /** As `progress` of the journal says it: the step that it waits for, `compensating` or `compensation-failed`. */
  readonly state: string;
  /** The step whose answer, or whose undo, it waits for. */
  readonly step: string | null;
  /** Why it is compensated. */
  readonly reason: string | null;
  /** Since when it is in this state. */
  readonly since: Date;
}

/** Which of them; what is left out does not matter. */
export interface SagaFilter {
  readonly state?: string;
  readonly step?: string;
  readonly reason?: string;
  /** Seconds that it has been in its state. */
  readonly olderThan?: number;
}

/** Where the sagas of one kind are: the context, the contract of their timers, and the name of their journals. */
export interface SagaPlace {
  readonly context: string;
  readonly timer: string;
  readonly journals: string;
}

const SQL = `
  WITH ${OPEN}, told AS (
    SELECT id, data ->> 'progress' AS state, coalesce(data ->> 'sends', data ->> 'undoes', data ->> 'step') AS step, at AS since,
      (SELECT entry.data::json ->> 'reason' FROM event AS entry WHERE entry.stream = $3 || '-' || id
        AND entry.type IN ('step-refused', 'step-timed-out', 'aborted') ORDER BY entry.version LIMIT 1) AS reason
    FROM ${LAST} WHERE data ->> 'progress' <> 'done'
  )
  SELECT id, state, step, CASE WHEN state LIKE 'compensat%' THEN reason END AS reason, since FROM told
  WHERE ($4::text IS NULL OR id > $4) AND ($5::text IS NULL OR state = $5) AND ($6::text IS NULL OR step = $6)
    AND ($7::text IS NULL OR state LIKE 'compensat%' AND reason = $7)
    AND ($8::float8 IS NULL OR since < clock_timestamp() - make_interval(secs => $8))
  ORDER BY id LIMIT $9`;

/** Open sagas of one kind, those that began first before the others: up to `most` with an id above `after`. */
export const openSagas = (
  db: { query<T>(sql: string, values: unknown[]): Promise<T> },
  { context, timer, journals }: SagaPlace,
  { state, step, reason, olderThan }: SagaFilter,
  after: string | undefined,
  most: number,
): Promise<OpenSaga[]> =>
  db.query(
    SQL,
    [context, timer, journals, after, state, step, reason, olderThan, most].map((value) => value ?? null),
  );
