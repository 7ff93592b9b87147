import { Alarm } from './alarm.js';

/** It comes so often without being asked. */
const LONGEST_SLEEP_MS = 1_000;
/** After the first failure, and twice as long after each further one. */
const FIRST_REST_MS = 100;

/** When the sweep comes next: at the moments that are asked for, and less and less often while it fails. */
export class Pace {
  private readonly alarm = new Alarm();
  private failures = 0;

  wakeIn(ms: number): void {
    this.alarm.wakeIn(ms);
  }

  /** Ends a sleep at once. */
  ring(): void {
    this.alarm.ring();
  }

  worked(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures++;
  }

  /** While it fails nobody wakes it: what is due would fail as well, and several contexts that fail would wake each other by turns. */
  sleep(): Promise<void> {
    if (!this.failures) return this.alarm.wait(LONGEST_SLEEP_MS);
    return this.alarm.rest(Math.min(LONGEST_SLEEP_MS, FIRST_REST_MS * 2 ** (this.failures - 1)));
  }
}
