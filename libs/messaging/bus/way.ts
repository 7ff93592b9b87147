import { breaker, BreakerOpen, type Breaker } from '#libs/resilience';
import type { Carrier, Reply, Request } from '../envelope.js';
import { within } from '../deadline.js';
import { messagingError } from '../errors.js';
import { repeated, unanswered } from './repeated.js';

/** With at least so many finished requests in ten seconds, half of them failed, the context counts as unreachable. */
const FEW = 5;

/** Sends requests to one context: retries while it may come back, fails immediately when it stays unreachable. */
export class Way {
  private breaker: Breaker | undefined;

  constructor(private readonly context: string) {}

  /** Settles within the request's remaining time. Rejects with a Refusal; an answer with an error code resolves. */
  ask(request: Request, carrier: Carrier): Promise<Reply> {
    if (!this.breaker) return this.settled(request, carrier); // made at the first failure, so a context of this process, which always answers, needs none
    return this.breaker
      .run(() => this.settled(request, carrier))
      .catch((error: unknown) => {
        throw error instanceof BreakerOpen ? messagingError('context.unavailable', error.message) : error;
      });
  }

  close(): void {
    this.breaker?.shutdown();
  }

  private settled(request: Request, carrier: Carrier): Promise<Reply> {
    const deadline = performance.now() + request.remainingMs;
    const again = (error: Error): Promise<Reply> => {
      this.breaker ??= breaker(this.context, { volumeThreshold: FEW });
      return repeated(carrier, request, deadline, error);
    };
    return within(request.remainingMs, carrier.request(request).catch(again), () => {
      throw unanswered(request);
    });
  }
}
