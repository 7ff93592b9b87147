import type { Breaker, BreakerOpen, Breakers } from '#libs/resilience';
import type { AnyMessage } from '../contract/index.js';
import type { Verdict } from '../envelope.js';
import type { IEffectHandler } from './effect-handler.js';

/** The circuit breaker lets one call through after this time; earlier retries would only be rejected. */
const TRY_AFTER_MS = 1_000;
/**
 * Pause between two retried effects, so that at most 1,000 a second are retried, however many wait: 5,000 waiting effects made 9,900
 * outbox updates a second without this limit and 3,250 with it.
 */
const APART_MS = 1;

/** The external system of one effect, behind a circuit breaker. While it fails, calls are not begun and are retried one after the other. */
export class Dependency {
  private readonly breaker: Breaker;
  private lastComesAt = 0;

  constructor(name: string, handler: IEffectHandler<AnyMessage, unknown>, breakers: Breakers) {
    this.breaker = breakers.of(name, {
      resetMs: TRY_AFTER_MS,
      isAnswer: (error) => handler.isAnswer?.(error) ?? false,
    });
  }

  /** Makes the call, or rejects with BreakerOpen without beginning it. */
  call<T>(make: () => Promise<T>): Promise<T> {
    return this.breaker.run(make);
  }

  /** The receipt for an effect whose call the breaker rejected: not counted as a failure, retried when its turn comes. */
  turnedAway({ code, message }: BreakerOpen): Verdict {
    const now = performance.now();
    this.lastComesAt = Math.max(now + TRY_AFTER_MS, this.lastComesAt + APART_MS);
    const error = { code, kind: 'unavailable', message } as const;
    return { outcome: 'failed', counted: false, permanent: false, error, againInMs: this.lastComesAt - now };
  }
}
