import { BreakerOpen, type Breaker, type Breakers } from '#libs/resilience';
import type { Carrier, Reply, Request } from '../envelope.js';
import { within } from '../deadline.js';
import { messagingError } from '../errors.js';
import { repeated, unanswered } from './repeated.js';

/** With at least so many finished requests in ten seconds, more than half of them failed, the context counts as unreachable. */
const FEW = 5;

/** The breaker of the requests from one context to another. */
export const breakerOf = (breakers: Breakers, from: string, to: string): Breaker =>
  breakers.of(`${from} to ${to}`, { volumeThreshold: FEW });

/** Sends requests to one context: retries while it may come back, fails immediately when it stays unreachable. */
export class Way {
  /** @param breaker  undefined for a context of this process, which cannot be away while this process runs */
  constructor(private readonly breaker?: Breaker) {}

  /**
   * Settles within the request's remaining time. Rejects with a Refusal; an answer with an error code resolves.
   *
   * @param isPatient  false: a context that cannot be reached is unavailable at once
   */
  ask(request: Request, carrier: Carrier, isPatient = true): Promise<Reply> {
    const { breaker } = this;
    if (!breaker) return settled(request, carrier, isPatient);
    const isTrial = breaker.state !== 'closed'; // one attempt, since all others are refused until it has ended
    return breaker
      .run(() => settled(request, carrier, isPatient && !isTrial))
      .catch((error: unknown) => {
        throw error instanceof BreakerOpen ? refused(error) : error;
      });
  }
}

function settled(request: Request, carrier: Carrier, isPatient: boolean): Promise<Reply> {
  const deadline = performance.now() + request.remainingMs;
  const again = (error: Error): Promise<Reply> => repeated(carrier, request, { deadline, error, isPatient });
  return within(request.remainingMs, carrier.request(request).catch(again), () => {
    throw unanswered(request);
  });
}

const refused = ({ message, retryAfterMs }: BreakerOpen) =>
  messagingError('context.unavailable', message, { retryAfterMs });
