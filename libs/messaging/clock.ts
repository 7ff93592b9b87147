/**
 * The time that decisions see, as `item.now`. Deadlines and alarms go by the monotonic clock, leases and due times by the
 * database's: whoever moves this clock moves none of them.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
