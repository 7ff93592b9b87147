import CircuitBreaker from 'opossum';
import { BreakerOpen } from './breaker-open.js';

export interface BreakerOptions {
  /** How many of the last ten seconds' calls must fail to open it, in percent. @defaultValue 50 */
  readonly thresholdPercent?: number;
  /** Below so many calls in ten seconds it never opens. @defaultValue 20 */
  readonly volumeThreshold?: number;
  /** After so long one call may try whether the dependency is back, in milliseconds. @defaultValue 1000 */
  readonly resetMs?: number;
  /** True for errors that are an answer (a refusal by the dependency's domain): they say nothing about its health. */
  readonly isAnswer?: (error: unknown) => boolean;
}

/** Stands between us and one dependency; make one per dependency and `shutdown()` it in the end: it holds a timer. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open';
  /** Does the work, or rejects with BreakerOpen without beginning it. The work carries its own deadline. */
  run<T>(work: () => Promise<T>): Promise<T>;
  shutdown(): void;
}

/**
 * A circuit breaker on opossum. Its own time-out and abort controller stay off: the one does not stop the work, and the
 * other belongs to the breaker, so that one late call would abort all that run.
 */
export function breaker(dependency: string, options: BreakerOptions = {}): Breaker {
  const circuit = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
    name: dependency,
    timeout: false,
    errorThresholdPercentage: options.thresholdPercent ?? 50,
    volumeThreshold: options.volumeThreshold ?? 20,
    resetTimeout: options.resetMs ?? 1_000,
    errorFilter: options.isAnswer,
    rollingPercentilesEnabled: false, // else every call's duration is kept for ten seconds
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
 * Asked before opossum is, which counts what it turns away as calls: after 500 of them, and one lucky try, twenty failures of
 * twenty calls no longer opened it.
 */
const isShut = ({ closed, pendingClose }: CircuitBreaker): boolean => !closed && !pendingClose;

/** An error of opossum's own: with time-out and capacity off it means that the work was not begun. */
const notBegun = (error: unknown): boolean => error instanceof Error && CircuitBreaker.isOurError(error);
