import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { say } from '#libs/logging';
import { within } from '#libs/messaging';

const LIMIT_MS = 10_000;
/** A step that takes longer is named on the terminal. An idle connection of the API may take a second, and is not worth a line. */
const SILENT_MS = 1_100;
/** Time reserved for a step that only releases something. */
const NEEDS_MS = 100;

/** A step of the stop, in the order in which steps were added. */
interface Step {
  /** What is waited for. */
  readonly name: string;
  readonly needsMs: number;
  run(): Promise<unknown> | void;
}

/**
 * The one owner of signals in a process. Nest's own shutdown hooks would end the process when the first application is done.
 *
 * A stop has one time budget. Each step may use what is left of it except the time reserved for later steps; then the stop continues
 * without waiting for the step. Nothing is lost by that: what was not committed is sent again at the next start.
 */
export class Shutdown {
  private readonly logger = new Logger('stop');
  private readonly steps: Step[] = [];
  private readonly hurry = new AbortController();
  private allowedMs = 0;
  /** When the budget is spent, by performance.now(). */
  private endsAt = Infinity;
  private ending: Promise<void> | undefined;

  /** @param limitMs  the budget of a stop */
  constructor(private readonly limitMs = LIMIT_MS) {
    const told = (): void => (this.ending ? this.hasten() : void this.run(0));
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, told);
  }

  get isEnding(): boolean {
    return this.ending !== undefined;
  }
  /** Aborted by a second signal, which ends the pauses of the stop. */
  get hurried(): AbortSignal {
    return this.hurry.signal;
  }

  /**
   * Steps run in reverse order: what was started last stops first. Throws when the stop has begun, which ends the start.
   *
   * @param name     what is waited for, as shown to the user
   * @param needsMs  time that the steps before it must leave
   */
  add(name: string, run: Step['run'], needsMs = NEEDS_MS): void {
    this.throwIfEnding();
    this.steps.unshift({ name, needsMs, run });
  }

  throwIfEnding(): void {
    if (this.isEnding) throw new Error('The process was told to stop while it started.');
  }

  /** A configured pause, which does not count towards the budget; a second signal ends it. */
  addPause(ms: number): void {
    this.allow(ms);
    this.add(
      'the end of CLEAVE_DRAIN_DELAY_MS',
      () => pause(ms, undefined, { signal: this.hurried }).catch(() => undefined),
      ms + NEEDS_MS,
    );
  }

  /** Extends the stop by this time, unless a second signal comes. */
  allow(ms: number): void {
    this.allowedMs += ms;
  }

  /** Stops everything and ends the process with this code, within 10 s and what was allowed beside. */
  run(exitCode: number): Promise<void> {
    return (this.ending ??= this.end(exitCode));
  }

  private hasten(): void {
    this.endsAt = Math.min(this.endsAt, performance.now() + this.limitMs);
    this.hurry.abort();
  }

  private async end(exitCode: number): Promise<void> {
    this.endsAt = performance.now() + this.limitMs + this.allowedMs;
    for (const [n, { name, run }] of this.steps.entries()) {
      const keptMs = this.steps.slice(n + 1).reduce((sum, { needsMs }) => sum + needsMs, 0);
      const long = setTimeout(() => say(`stopping; waits for ${name} …`), SILENT_MS);
      const late = (): void => this.logger.warn(`${name}: not done in time, the stop goes on without it`);
      try {
        await within(Math.max(0, this.endsAt - keptMs - performance.now()), Promise.try(run), late);
      } catch (error) {
        this.logger.error(`${name}: ${(error as Error).message}`);
      } finally {
        clearTimeout(long);
      }
    }
    process.exit(exitCode);
  }
}
