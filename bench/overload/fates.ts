import { rowsOf } from '../verify/server.js';

/** Final states of all accepted orders. */
export interface Fates {
  readonly accepted: number;
  readonly confirmed: number;
  /** Cancelled because a step of the checkout timed out. */
  readonly timedOut: number;
}

const SQL = `
  SELECT count(*)::int AS accepted, count(*) FILTER (WHERE status = 'confirmed')::int AS confirmed,
         count(*) FILTER (WHERE status = 'cancelled' AND reason = 'timeout')::int AS "timedOut"
  FROM order_view`;

export async function fatesOf(adminUrl: string, prefix: string): Promise<Fates> {
  return (await rowsOf<Fates>(adminUrl, `${prefix}orders`, SQL))[0]!;
}

export const fatesBetween = (from: Fates, to: Fates): Fates => ({
  accepted: to.accepted - from.accepted,
  confirmed: to.confirmed - from.confirmed,
  timedOut: to.timedOut - from.timedOut,
});
