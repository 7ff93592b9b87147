import { setTimeout as pause } from 'node:timers/promises';
import type { Told } from '../lifeline.js';
import { idOf, type Seat } from '../seat.js';
import type { Ready } from '../start/announce.js';
import { standardOutput } from '#libs/logging';
import { BackOff } from '#libs/processes';
import type { LogLines } from './log-lines.js';
import { Pulse } from './pulse.js';
import { Run, type Ending } from './run.js';

/** Loading and connecting may take long on a machine that starts many processes at the same time. */
const START_MS = 120_000;

export interface KeptOptions {
  readonly seat: Seat;
  /** As it is called in the log. */
  readonly label: string;
  readonly program: string;
  readonly flags: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly muteMs: number;
  readonly log: LogLines;
}

/** Keeps one process running: restarts it when it has ended, and kills it when it does not answer any more. */
export class KeptProcess {
  /** Resolves when it is ready for the first time, with its report. Rejects when it ends by itself before. */
  readonly served: Promise<Ready>;
  private readonly first = Promise.withResolvers<Ready>();
  private readonly backOff = new BackOff();
  private readonly stopping = new AbortController();
  private run: Run | undefined;
  /** When the current run was started, and when it became ready; by performance.now(). */
  private runsSince = 0;
  private servesSince: number | undefined;
  private hasServed = false;
  private keeping: Promise<void> | undefined;

  constructor(private readonly options: KeptOptions) {
    this.served = this.first.promise;
    this.served.catch(() => undefined);
  }

  get id(): string {
    return idOf(this.options.seat);
  }
  get label(): string {
    return this.options.label;
  }
  get seat(): Seat {
    return this.options.seat;
  }
  /** The pid of the current run. */
  get pid(): number | undefined {
    return this.run?.pid;
  }
  get management(): number {
    return this.seat.process.management![Number(this.seat.replica) - 1]!;
  }

  /** What the current run does, and since when it does it. */
  get state(): { readonly state: 'starting' | 'ready' | 'stopping'; readonly since: string } {
    const { servesSince = this.runsSince } = this;
    const state = this.servesSince === undefined ? 'starting' : 'ready';
    return {
      state: this.stopping.signal.aborted ? 'stopping' : state,
      since: new Date(performance.timeOrigin + servesSince).toISOString(),
    };
  }

  start(): void {
    this.keeping ??= this.keep();
  }

  /** Its current run; one that is started later reads the placement. */
  tell(told: Told): void {
    this.run?.tell(told);
  }

  /** Signals it to stop, and resolves when it has ended; `kill` ends it immediately. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.run?.kill('SIGTERM');
    await this.keeping;
  }

  kill(): void {
    this.run?.kill('SIGKILL');
  }

  private async keep(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const ending = await this.runOnce();
      if (this.stopping.signal.aborted) return;
      if (!this.hasServed && ending.code !== null) {
        this.say(asText(ending));
        return this.first.reject(new StartFailed(this.label));
      }
      const servedMs = this.servesSince === undefined ? 0 : performance.now() - this.servesSince;
      const pauseMs = this.backOff.next(servedMs);
      this.say(`${asText(ending)}; it is started again in ${(pauseMs / 1_000).toFixed(1)} s`);
      await pause(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async runOnce(): Promise<Ending> {
    const { program, flags, env, muteMs, log } = this.options;
    const run = new Run(program, flags, env, (said) => this.serves(said));
    this.run = run;
    this.runsSince = performance.now();
    this.servesSince = undefined;
    log.follow(this.label, run.stdout, standardOutput());
    log.follow(this.label, run.stderr, standardOutput('stderr'));
    const pulse = new Pulse({
      port: this.management,
      muteMs,
      startMs: START_MS,
      onMute: () => {
        this.say(`does not answer any more (pid ${run.pid}); it is ended`);
        run.kill('SIGKILL');
      },
    });
    const ending = await run.ended;
    pulse.end();
    this.run = undefined;
    return ending;
  }

  private serves(said: Ready): void {
    this.servesSince = performance.now();
    if (this.hasServed) this.say(`serves again (pid ${this.pid})`);
    this.hasServed = true;
    this.first.resolve(said);
  }

  private say(what: string): void {
    this.options.log.say(this.label, what, standardOutput('stderr'));
  }
}

/** A process ended by itself before it was ready; it has logged the reason. */
export class StartFailed extends Error {
  readonly code = 'hosting.start-failed';
  constructor(label: string) {
    super(`${label} did not start; the reason stands above.`);
  }
}

const asText = ({ code, signal, why }: Ending): string =>
  why ?? (signal ? `was ended by ${signal}` : `has ended with exit code ${code}`);
