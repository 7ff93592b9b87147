/** $1: the pass, $2: now, $3: until when nobody else may. No row: somebody is at it. */
export const LEASE = `
  INSERT INTO reconciliation_place (pass, leased_until) VALUES ($1, $3)
  ON CONFLICT (pass) DO UPDATE SET leased_until = $3 WHERE reconciliation_place.leased_until <= $2
  RETURNING reached`;

/** $1: the pass, $2: where the next page begins. */
export const MOVE = `UPDATE reconciliation_place SET reached = $2, leased_until = '-infinity' WHERE pass = $1`;
export const LEAVE = `UPDATE reconciliation_place SET leased_until = '-infinity' WHERE pass = $1`;
