import type { CallHead } from './call.js';

/**
 * Tells how long the caller of a call still waits. The clocks of two machines cannot tell how long a call has waited in its queue, and no
 * broker counts down its remaining time.
 */
export interface CallClock {
  /** The time by which own calls are dated, in milliseconds since 1970; NaN before it is known. */
  now(): number;
  /** What is left of a received call's time in milliseconds, by the clock of its caller; negative after its deadline. */
  leftMs(call: CallHead): number;
  /** How far a clock of the caller is behind the one of this process, as far as this can be told. */
  differenceMs(call: CallHead): number;
}
