/** The figures of a lane from the table. */
export interface LaneRow {
  readonly receiver: string;
  readonly due: number;
  readonly oldestDueMs: number | null;
  readonly underWay: number;
  readonly later: number;
  readonly deadLetters: number;
}

/** The limit of counting: after a long outage each query would otherwise read a million rows. */
const MOST = 100_000;

export const LANES = `
  WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now)
  SELECT receiver, due.n AS due, (extract(epoch FROM clock.now - oldest.due_at) * 1000)::integer AS "oldestDueMs",
    ahead.sent AS "underWay", ahead.unsent AS later, dead.n AS "deadLetters"
  FROM unnest($1::text[]) WITH ORDINALITY AS lane(receiver, place) CROSS JOIN clock
  LEFT JOIN LATERAL (
    SELECT due_at FROM outbox WHERE receiver = lane.receiver AND due_at <= clock.now ORDER BY due_at LIMIT 1) oldest ON true
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS n FROM (
      SELECT FROM outbox WHERE receiver = lane.receiver AND due_at <= clock.now LIMIT ${MOST}) o) due
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE sends > 0)::integer AS sent, count(*) FILTER (WHERE sends = 0)::integer AS unsent FROM (
      SELECT sends FROM outbox_message WHERE receiver = lane.receiver AND due_at > clock.now LIMIT ${MOST}) o) ahead
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS n FROM (
      SELECT FROM dead_letter WHERE receiver = lane.receiver AND settled_at IS NULL LIMIT ${MOST}) d) dead
  ORDER BY place`;

export const INBOX_ROWS = `SELECT nullif(reltuples, -1)::double precision AS rows FROM pg_class WHERE oid = 'inbox'::regclass`;
