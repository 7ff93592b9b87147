/** Taken by one replica at a time; the others do without. */
export const REACHED = 'SELECT reached FROM reservation_walk FOR UPDATE SKIP LOCKED';

/** $1: where the walk is, $2: the first id that is too young, $3: how many rows. Keeps those that are held, and where the walk is now. */
export const WALK = `
  WITH seen AS MATERIALIZED (
    SELECT order_id, state, since FROM reservation WHERE order_id > $1 AND order_id < $2 ORDER BY order_id LIMIT $3
  ), kept AS (
    INSERT INTO reservation_watch (order_id, looked_at) SELECT order_id, since FROM seen WHERE state = 'held'
    ON CONFLICT DO NOTHING
  ), walked AS (
    UPDATE reservation_walk SET reached = last.order_id FROM (SELECT order_id FROM seen ORDER BY order_id DESC LIMIT 1) last
  )
  SELECT count(*)::int AS looked FROM seen`;

/**
 * $1: now, $2: the latest time that is long enough ago, $3: how many. Whatever is not held any more is forgotten. Two that look at the same
 * time get different rows.
 */
export const DUE = `
  WITH due AS MATERIALIZED (
    SELECT order_id FROM reservation_watch WHERE looked_at <= $2 ORDER BY looked_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), found AS MATERIALIZED (
    SELECT due.order_id, coalesce(state = 'held', false) AS is_held FROM due LEFT JOIN reservation USING (order_id)
  ), forgotten AS (
    DELETE FROM reservation_watch USING found
    WHERE reservation_watch.order_id = found.order_id AND NOT is_held
    RETURNING 1
  ), asked AS (
    UPDATE reservation_watch SET looked_at = $1 FROM found
    WHERE reservation_watch.order_id = found.order_id AND is_held
    RETURNING found.order_id
  )
  SELECT coalesce((SELECT array_agg(order_id) FROM asked), '{}') AS "orderIds",
         (SELECT count(*) FROM due)::int AS looked`;
