/**
 * The time that decisions see, as `item.now`. Deadlines use the monotonic clock, leases and due times that of the database, so changing
 * this clock, as tests do, affects neither.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
