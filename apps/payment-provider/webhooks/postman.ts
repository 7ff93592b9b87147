import type { StripeEvent } from '../ledger/objects.js';
import type { Scenario } from '../scenarios/scenario.js';
import { OrderOfPosting, type Posting } from './order-of-posting.js';
import { signature } from './signature.js';

export interface PostmanSettings {
  readonly url: string;
  readonly secret: string;
  /** How late events of the scenario `late` are. */
  readonly lateMs: number;
  /** How late those of a charge are about which nothing is answered for a while. */
  readonly silenceMs: number;
  /** The first pause before a post that failed is repeated; it doubles. @defaultValue 1000 */
  readonly retryMs?: number;
}

const AT_ONCE = 8;
/** Beyond it an event is not posted; it is listed all the same. */
const MOST_WAITING = 10_000;
const DEADLINE_MS = 10_000;
const MOST_TRIES = 12;
const LONGEST_PAUSE_MS = 60_000;

/** Postings in their order, and how often the first of them was tried. */
interface Round {
  readonly postings: readonly Posting[];
  readonly tries: number;
}

/** Posts events to one URL, each until it was taken. Their order is not promised, nor is it by Stripe. */
export class Postman {
  private readonly order: OrderOfPosting;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly waiting: Round[] = [];
  private readonly ended = new AbortController();
  private busy = 0;

  /** @param onPosted  the event needs not be posted any more */
  constructor(
    private readonly settings: PostmanSettings,
    private readonly onPosted: (event: StripeEvent) => void,
  ) {
    this.order = new OrderOfPosting(settings.lateMs, settings.silenceMs);
  }

  post(event: StripeEvent, how: Scenario['webhooks']): void {
    const postings = this.order.next(event, how);
    if (postings.length) this.after(postings[0]!.afterMs, { postings, tries: 0 });
  }

  /** What was not posted is posted after the next start. */
  stop(): void {
    this.ended.abort();
    for (const timer of this.timers) clearTimeout(timer);
  }

  private after(ms: number, round: Round): void {
    if (this.ended.signal.aborted) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (this.waiting.length < MOST_WAITING) this.waiting.push(round);
      this.work();
    }, ms);
    this.timers.add(timer);
  }

  private work(): void {
    if (this.busy === AT_ONCE || this.ended.signal.aborted) return;
    const round = this.waiting.shift();
    if (!round) return;
    this.busy++;
    void this.deliver(round).finally(() => {
      this.busy--;
      this.work();
    });
  }

  private async deliver({ postings, tries }: Round): Promise<void> {
    const [{ event, times }, ...rest] = postings as [Posting, ...Posting[]];
    for (let time = 0; time < times; time++) if (!(await this.isTaken(event))) return this.again(postings, tries + 1);
    this.onPosted(event);
    if (rest.length) await this.deliver({ postings: rest, tries: 0 });
  }

  private again(postings: readonly Posting[], tries: number): void {
    const { retryMs = 1_000 } = this.settings;
    if (tries < MOST_TRIES) this.after(Math.min(LONGEST_PAUSE_MS, retryMs * 2 ** (tries - 1)), { postings, tries });
  }

  private async isTaken(event: StripeEvent): Promise<boolean> {
    const body = JSON.stringify(event);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signature(this.settings.secret, body, Date.now()),
    };
    const signal = AbortSignal.any([this.ended.signal, AbortSignal.timeout(DEADLINE_MS)]);
    try {
      const answer = await fetch(this.settings.url, { method: 'POST', body, headers, signal, redirect: 'manual' });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
