/** What the metrics tell of the tables of a context. */
export interface Figures {
  readonly lanes: readonly {
    readonly receiver: string;
    readonly messages: number;
    /** 0: there are none. */
    readonly oldestSeconds: number;
  }[];
  readonly deadLetters: number;
  readonly bytes: number;
}

/** The limit of counting: after a long outage each reading would otherwise see a million rows. */
const MOST = 100_000;

/** For $1, the receivers, in the context $2: messages to itself are timers, which wait on purpose until they are due. */
export const FIGURES = `
  WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
    lane AS (
      SELECT receiver, waiting.messages, waiting.since FROM unnest($1::text[]) AS given(receiver) CROSS JOIN clock
      CROSS JOIN LATERAL (
        SELECT count(*)::integer AS messages, min(since) AS since FROM (
          SELECT CASE WHEN receiver = $2 THEN due_at ELSE created_at END AS since FROM outbox_message
          WHERE receiver = given.receiver AND (given.receiver <> $2 OR due_at <= clock.now) LIMIT ${MOST}) o) waiting
    )
  SELECT json_agg(json_build_object('receiver', receiver, 'messages', messages,
      'oldestSeconds', coalesce(greatest(0, extract(epoch FROM now - since))::float8, 0))) AS lanes,
    (SELECT count(*)::integer FROM (SELECT FROM dead_letter WHERE settled_at IS NULL LIMIT ${MOST}) d) AS "deadLetters",
    pg_database_size(current_database())::float8 AS bytes
  FROM lane CROSS JOIN clock`;
