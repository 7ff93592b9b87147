import { intentOf, type StripeEvent } from '../ledger/objects.js';
import type { Scenario } from '../scenarios/scenario.js';

/** An event that is to be posted, after a time, so many times. */
export interface Posting {
  readonly event: StripeEvent;
  readonly afterMs: number;
  readonly times: number;
}

/** Decides when which event is posted, by the scenario of its payment method. */
export class OrderOfPosting {
  /** Payment intent → its event that is held until the next one was posted. */
  private readonly held = new Map<string, StripeEvent>();

  constructor(
    private readonly lateMs: number,
    private readonly silenceMs: number,
  ) {}

  /** In the order in which they are to be posted, one after the other. */
  next(event: StripeEvent, how: Scenario['webhooks']): readonly Posting[] {
    const posting = { event, afterMs: 0, times: 1 };
    if (how === 'lost') return [];
    if (how === 'twice') return [{ ...posting, times: 2 }];
    if (how === 'late') return [{ ...posting, afterMs: this.lateMs }];
    if (how === 'silent') return [{ ...posting, afterMs: this.silenceMs }];
    if (how === 'once') return [posting];
    const earlier = this.held.get(intentOf(event));
    if (!earlier) {
      this.held.set(intentOf(event), event);
      return [];
    }
    this.held.delete(intentOf(event));
    return [posting, { ...posting, event: earlier }];
  }
}
