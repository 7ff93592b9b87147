import { breaker, type Breaker, type BreakerOpen } from '#libs/resilience';
import type { AnyMessage } from '../contract/index.js';
import type { Verdict } from '../envelope.js';
import type { IEffectHandler } from './effect-handler.js';

/** The breaker lets one call try after so long, so nobody need come before. */
const TRY_AFTER_MS = 1_000;
/**
 * Between two that come again, so that a thousand a second do, however many wait: 5,000 cost the outbox 9,900 updates a second
 * without it, and 3,250 with it.
 */
const APART_MS = 1;

/** The world behind one effect. While it fails, calls to it are not begun, and come again one after the other. */
export class Dependency {
  private readonly breaker: Breaker;
  private lastComesAt = 0;

  constructor(name: string, handler: IEffectHandler<AnyMessage, unknown>) {
    this.breaker = breaker(name, { resetMs: TRY_AFTER_MS, isAnswer: (error) => handler.isAnswer?.(error) ?? false });
  }

  /** Makes the call, or rejects with BreakerOpen without beginning it. */
  call<T>(make: () => Promise<T>): Promise<T> {
    return this.breaker.run(make);
  }

  /** What becomes of an effect whose call was not begun: it is not its fault, and it comes again when its turn is. */
  turnedAway({ code, message }: BreakerOpen): Verdict {
    const now = performance.now();
    this.lastComesAt = Math.max(now + TRY_AFTER_MS, this.lastComesAt + APART_MS);
    const error = { code, kind: 'unavailable', message } as const;
    return { outcome: 'failed', counted: false, permanent: false, error, againInMs: this.lastComesAt - now };
  }

  shutdown(): void {
    this.breaker.shutdown();
  }
}
