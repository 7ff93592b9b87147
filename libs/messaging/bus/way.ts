import { BreakerOpen, type Breaker, type Breakers } from '#libs/resilience';
import type { Refusal } from '../contract/index.js';
import { within } from '../deadline/index.js';
import type { Carrier, Reply, Request } from '../envelope.js';
import { messagingError } from '../errors.js';
import { repeated, unanswered } from './repeated.js';

/** With at least so many finished requests in ten seconds, more than half of them failed, the context counts as away. */
const FEW = 5;
/** A process that restarts serves again within this time; patient callers wait as long. */
const RESTART_MS = 5_000;

/** The breaker of the requests from one context to another. */
export const breakerOf = (breakers: Breakers, from: string, to: string): Breaker =>
  breakers.of(`${from} to ${to}`, { volumeThreshold: FEW });

/**
 * Sends requests to one context, which may be away for a moment or for long. First the request is repeated, later the breaker refuses:
 *
 * 1. **Away for less than 5 s: it is waited for.** What was not begun is repeated with pauses of 20 to 250 ms until its deadline (5 s
 *    unless the caller sets another), so that nobody notices a restart. One whose connection broke is repeated once, with the same id.
 *    A caller without patience is told `context.unavailable` at once instead.
 * 2. **Away for longer: the breaker opens**, when of at least 5 requests in ten seconds more than half have failed. A failure is a whole
 *    wait that ended without an answer, also that of a context that accepts connections and stays silent. A caller without patience
 *    fails in a millisecond, which proves nothing during a restart, or after a short deadline, which proves nothing under load: its
 *    failures count only when nobody was answered for 5 s, or it waited as long. An error code is an answer, and so is a late one.
 * 3. **Open: requests are refused at once** with `context.unavailable`, nothing is sent, and `retryAfterMs` says when the next trial is.
 * 4. **Every second one request is a trial.** It is attempted once, without repetitions, since all others are refused until it has
 *    ended. An answer closes the breaker.
 */
export class Way {
  /** When the first request without patience was sent that has not been answered, nor any after it; by performance.now(). */
  private silentSince: number | undefined;

  /** @param breaker  undefined for a context of this process, which cannot be away while this process runs */
  constructor(private readonly breaker?: Breaker) {}

  /**
   * Settles within the request's remaining time. Rejects with a Refusal; an answer with an error code resolves.
   *
   * @param isPatient  false: a context that cannot be reached is unavailable at once
   */
  ask(request: Request, carrier: Pick<Carrier, 'request'>, isPatient = true): Promise<Reply> {
    const { breaker } = this;
    if (!breaker) return this.settled(request, carrier, isPatient);
    const isClosed = breaker.state === 'closed';
    if (isClosed && !isPatient) return this.askedOnce(request, carrier, breaker);
    return breaker
      .run(() => this.settled(request, carrier, isClosed))
      .catch((error: unknown) => {
        throw error instanceof BreakerOpen ? refused(error) : error;
      });
  }

  private async askedOnce(request: Request, carrier: Pick<Carrier, 'request'>, breaker: Breaker): Promise<Reply> {
    const began = performance.now();
    this.silentSince ??= began;
    try {
      const reply = await this.settled(request, carrier, false);
      breaker.count();
      return reply;
    } catch (error) {
      const since = Math.min(began, this.silentSince ?? began);
      if (performance.now() - since >= RESTART_MS) breaker.count(error as Refusal);
      throw error;
    }
  }

  private settled(request: Request, carrier: Pick<Carrier, 'request'>, isPatient: boolean): Promise<Reply> {
    const deadline = performance.now() + request.remainingMs;
    const again = (error: Error): Promise<Reply> => repeated(carrier, request, { deadline, error, isPatient });
    return within(request.remainingMs, carrier.request(request).catch(again).then(this.heard), () => {
      throw unanswered(request);
    });
  }

  private readonly heard = (reply: Reply): Reply => {
    this.silentSince = undefined;
    return reply;
  };
}

const refused = ({ message, retryAfterMs }: BreakerOpen): Refusal =>
  messagingError('context.unavailable', message, { retryAfterMs });
