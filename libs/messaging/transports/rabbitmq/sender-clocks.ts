import type { CallClock } from '../broker/call-clock.js';
import type { CallHead } from '../broker/call.js';

/** RabbitMQ has no clock that clients can read. */
export class SenderClocks implements CallClock {
  now(): number {
    return Date.now();
  }

  leftMs({ until }: CallHead): number {
    return until - this.now();
  }
}
