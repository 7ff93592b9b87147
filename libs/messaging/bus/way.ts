import { breaker, BreakerOpen, type Breaker } from '#libs/resilience';
import type { Carrier, Reply, Request } from '../envelope.js';
import { within } from '../deadline.js';
import { messagingError } from '../errors.js';
import { repeated, unanswered } from './repeated.js';

/** So many requests in ten seconds that tried until their deadline, as many in vain as not: the context is away. */
const FEW = 5;

/** The way to one context: patient with one that is about to come back, soon done with one that does not. */
export class Way {
  private breaker: Breaker | undefined;

  constructor(private readonly context: string) {}

  /** Settles within the request's remaining time, always. Rejects with a Refusal, and not for an answer that is a coded error. */
  ask(request: Request, carrier: Carrier): Promise<Reply> {
    if (!this.breaker) return this.settled(request, carrier); // a context that always answers, as those in this process do, pays for none
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
