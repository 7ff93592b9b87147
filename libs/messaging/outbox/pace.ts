import { Alarm } from './alarm.js';

/** The longest pause between two sweeps. */
const LONGEST_SLEEP_MS = 1_000;
/** After the first failure, and twice as long after each further one. */
const FIRST_REST_MS = 100;

/** When the next sweep runs: at the requested times, and with growing pauses while it fails. */
export class Pace {
  private readonly alarm = new Alarm();
  private failures = 0;

  wakeIn(ms: number): void {
    this.alarm.wakeIn(ms);
  }

  /** Ends the current sleep immediately. */
  ring(): void {
    this.alarm.ring();
  }

  worked(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures++;
  }

  /** After a failure nothing ends the pause early: the next sweep would fail as well, and several failing contexts would keep waking each other. */
  sleep(): Promise<void> {
    if (!this.failures) return this.alarm.wait(LONGEST_SLEEP_MS);
    return this.alarm.rest(Math.min(LONGEST_SLEEP_MS, FIRST_REST_MS * 2 ** (this.failures - 1)));
  }
}
