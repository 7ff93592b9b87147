import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';

const LIMIT_MS = 10_000;

/** A step of the stop, in the order in which steps were added. */
interface Step {
  readonly name: string;
  run(): Promise<unknown> | void;
}

/** The one owner of signals in a process. Nest's own shutdown hooks would end the process when the first application is done. */
export class Shutdown {
  private readonly logger = new Logger('stop');
  private readonly steps: Step[] = [];
  private readonly hurry = new AbortController();
  private limitMs = LIMIT_MS;
  private ending: Promise<void> | undefined;

  constructor() {
    const told = (): void => (this.ending ? this.hurry.abort() : void this.run(0));
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, told);
  }

  get isEnding(): boolean {
    return this.ending !== undefined;
  }

  /** Steps run in the reverse order of their adding: what was started last stops first. */
  add(name: string, run: Step['run']): void {
    this.steps.unshift({ name, run });
  }

  /** A pause that was asked for, and does not count as a part of the limit; a second signal ends it. */
  addPause(ms: number): void {
    this.allow(ms);
    this.add('pause', () => pause(ms, undefined, { signal: this.hurry.signal }).catch(() => undefined));
  }

  /** So much longer the stop may take. */
  allow(ms: number): void {
    this.limitMs += ms;
  }

  /** Stops everything and ends the process, within 10 s and what was allowed beside, in any case. */
  run(exitCode: number): Promise<void> {
    return (this.ending ??= this.end(exitCode));
  }

  private async end(exitCode: number): Promise<void> {
    const limit = setTimeout(() => {
      this.logger.error(
        `it took longer than ${this.limitMs / 1_000} s: what is not committed is sent again at the next start`,
      );
      process.exit(exitCode || 1);
    }, this.limitMs);
    for (const { name, run } of this.steps) {
      try {
        await run();
      } catch (error) {
        this.logger.error(`${name}: ${(error as Error).message}`);
      }
    }
    clearTimeout(limit);
    process.exit(exitCode);
  }
}
