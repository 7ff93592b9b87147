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

/** A circuit breaker for one dependency. Call `shutdown()` at the end, since it has a timer. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open';
  /** Runs the work, or rejects with BreakerOpen without beginning it. The work must have its own timeout. */
  run<T>(work: () => Promise<T>): Promise<T>;
  shutdown(): void;
}

/**
 * A circuit breaker on opossum. Opossum's timeout and abort controller are off: the timeout does not stop the work, and the controller
 * is shared by all calls, so that one late call would abort all others.
 */
export function breaker(dependency: string, options: BreakerOptions = {}): Breaker {
  const circuit = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
    name: dependency,
    timeout: false,
    errorThresholdPercentage: options.thresholdPercent ?? 50,
    volumeThreshold: options.volumeThreshold ?? 20,
    resetTimeout: options.resetMs ?? 1_000,
    errorFilter: options.isAnswer,
    rollingPercentilesEnabled: false, // otherwise the duration of every call is kept for ten seconds
    enableSnapshots: false,
  });
  return {
    get state() {
      return circuit.opened ? 'open' : circuit.halfOpen ? 'half-open' : 'closed';
    },
    async run<T>(work: () => Promise<T>) {
      if (isShut(circuit)) throw new BreakerOpen(dependency);
      return circuit.fire(work).catch((error: unknown) => {
        throw notBegun(error) ? new BreakerOpen(dependency) : error;
      }) as Promise<T>;
    },
    shutdown: () => circuit.shutdown(),
  };
}

/**
 * Checked before opossum, which counts rejected calls as calls: after 500 rejected ones and one success, twenty failures of twenty
 * calls did not open it any more.
 */
const isShut = ({ closed, pendingClose }: CircuitBreaker): boolean => !closed && !pendingClose;

/** An error of opossum itself: since timeout and capacity are off, it means that the work was not begun. */
const notBegun = (error: unknown): boolean => error instanceof Error && CircuitBreaker.isOurError(error);
