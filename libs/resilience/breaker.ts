import CircuitBreaker from 'opossum';
import { BreakerOpen } from './breaker-open.js';

export interface BreakerOptions {
  /** Percentage of failed calls in the last ten seconds that opens it. @defaultValue 50 */
  readonly thresholdPercent?: number;
  /** With fewer calls in ten seconds it never opens. @defaultValue 20 */
  readonly volumeThreshold?: number;
  /** Time after which one call may test whether the dependency works again, in milliseconds. @defaultValue 1000 */
  readonly resetMs?: number;
  /** True for errors that are an answer (a refusal by the dependency's domain); they do not count as failures. */
  readonly isAnswer?: (error: unknown) => boolean;
}

/**
 * - **closed**: every call is made.
 * - **open**: every call is refused without being begun.
 * - **half-open**: the next call is made as a trial; all others are refused until it has ended.
 */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerStatus {
  readonly name: string;
  readonly state: BreakerState;
  /** When it last closed, or opened: a trial that fails does not change it. */
  readonly since: Date;
  /** Of the last ten seconds. */
  readonly counts: { readonly successes: number; readonly failures: number; readonly refused: number };
  /** How often it has opened since it was made. A trial that fails does not count. */
  readonly opened: number;
}

/** Called when a breaker opens, and when it closes again, with a sentence that says why. */
export type TellChange = (sentence: string, state: 'open' | 'closed') => void;

/**
 * A circuit breaker for one dependency, on opossum. Opossum's timeout and abort controller are off: the timeout does not stop the work, and
 * the controller is shared by all calls, so that one late call would abort all others.
 */
export class Breaker {
  private readonly circuit: CircuitBreaker<[() => Promise<unknown>]>;
  private readonly resetMs: number;
  private since = new Date();
  private opened = 0;
  private isAway = false;
  /** When the next trial is allowed, by performance.now(). */
  private triesAt = 0;
  private failure = '';

  constructor(
    readonly name: string,
    options: BreakerOptions = {},
    private readonly tell: TellChange = () => undefined,
  ) {
    this.resetMs = options.resetMs ?? 1_000;
    this.circuit = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
      name,
      timeout: false,
      errorThresholdPercentage: options.thresholdPercent ?? 50,
      volumeThreshold: options.volumeThreshold ?? 20,
      resetTimeout: this.resetMs,
      errorFilter: options.isAnswer,
      rollingPercentilesEnabled: false, // otherwise the duration of every call is kept for ten seconds
      enableSnapshots: false,
    });
    this.circuit.on('failure', (error) => (this.failure = error.message));
    this.circuit.on('open', () => this.onOpen());
    this.circuit.on('close', () => this.onClose());
  }

  get state(): BreakerState {
    return this.circuit.opened ? 'open' : this.circuit.halfOpen ? 'half-open' : 'closed';
  }

  get status(): BreakerStatus {
    const { name, state, since, opened } = this;
    const { successes, failures, rejects } = this.circuit.stats;
    return { name, state, since, counts: { successes, failures, refused: rejects }, opened };
  }

  /**
   * Runs the work, or rejects with BreakerOpen without beginning it. The work must have its own deadline.
   *
   * An open breaker is noticed before opossum is asked, which counts refused calls as calls: after 500 refused ones and one success,
   * twenty failures of twenty calls did not open it any more.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const { closed, pendingClose, status } = this.circuit;
    if (!closed && !pendingClose) {
      (status as unknown as Counters).increment('rejects');
      throw new BreakerOpen(this.name, Math.max(0, this.triesAt - performance.now()));
    }
    return closed ? this.counted(work()) : (this.circuit.fire(work) as Promise<T>);
  }

  /** Counts how a call has ended that was made beside it. */
  count(failure?: Error): void {
    this.counted(failure ? Promise.reject(failure) : Promise.resolve()).catch(() => undefined);
  }

  /**
   * Opossum counts a call when it begins, so those that still wait for an answer would hide that all others have failed. It is therefore
   * told of a call that has ended; of one that ends when the breaker is no longer closed not at all, since it is no trial.
   */
  private async counted<T>(call: Promise<T>): Promise<T> {
    await call.catch(() => undefined);
    return this.circuit.closed ? (this.circuit.fire(() => call) as Promise<T>) : call;
  }

  /** Ends its timer. Afterwards every call is refused. */
  shutdown(): void {
    this.circuit.shutdown();
  }

  private onOpen(): void {
    this.triesAt = performance.now() + this.resetMs;
    if (this.isAway) return; // a trial has failed
    this.isAway = true;
    this.opened++;
    this.since = new Date();
    const { failures, fires } = this.circuit.stats;
    const every = this.resetMs === 1_000 ? 'second' : `${this.resetMs / 1_000} s`;
    const why = `${failures} of ${fires} calls in ten seconds failed, the last one because: ${this.failure}`;
    this.tell(`${this.name}: ${why}. Calls are refused at once; every ${every} one tries again.`, 'open');
  }

  private onClose(): void {
    this.isAway = false;
    const seconds = ((Date.now() - this.since.getTime()) / 1_000).toFixed(1);
    this.since = new Date();
    this.tell(`${this.name}: a trial succeeded after ${seconds} s; calls are made again.`, 'closed');
  }
}

/** Opossum's counters; its types leave the method out. */
interface Counters {
  increment(counter: 'rejects'): void;
}
