import type { Entry, Reply } from './entry.js';
import { intentOf, type PaymentIntent, type Refund, type StripeEvent } from './objects.js';

const DAY_MS = 86_400_000;

export interface KeptReply extends Reply {
  readonly at: number;
}

/** All that the ledger says, in memory: objects as they are now, each list in the order in which they were made. */
export class Books {
  readonly intents = new Map<string, PaymentIntent>();
  readonly refunds = new Map<string, Refund>();
  readonly events = new Map<string, StripeEvent>();
  private readonly replies = new Map<string, KeptReply>();
  private readonly byMetadata = new Map<string, Set<string>>();
  private readonly refundsOf = new Map<string, Set<string>>();
  private readonly methods = new Map<string, string>();
  private readonly chargedAt = new Map<string, number>();

  take({ at, intents = [], refunds = [], events = [], reply, posted }: Entry): void {
    for (const intent of intents) this.takeIntent(intent, at);
    for (const refund of refunds) {
      this.refunds.set(refund.id, refund);
      addTo(this.refundsOf, refund.payment_intent, refund.id);
    }
    for (const event of events) this.events.set(event.id, event);
    const done = posted === undefined ? undefined : this.events.get(posted);
    if (done) this.events.set(done.id, { ...done, pending_webhooks: 0 });
    if (reply) this.replies.set(reply.key, { ...reply, at });
  }

  /** The answer under a key, for 24 hours, as long as Stripe promises to keep one. */
  replyTo(key: string, now: number): KeptReply | undefined {
    for (const [old, { at }] of this.replies) {
      if (now - at < DAY_MS) break; // the others are younger
      this.replies.delete(old);
    }
    return this.replies.get(key);
  }

  withMetadata(name: string, value: string): readonly PaymentIntent[] {
    return [...(this.byMetadata.get(placeOf(name, value)) ?? [])].map((id) => this.intents.get(id)!);
  }

  /** In the order in which they were made. */
  refundsOfIntent(id: string): readonly Refund[] {
    return [...(this.refundsOf.get(id) ?? [])].map((refund) => this.refunds.get(refund)!);
  }

  /** The payment method that was tried last, also when it was declined. */
  methodOf(intent: string): string {
    return this.methods.get(intent) ?? '';
  }

  /** When the money was taken, in milliseconds since 1970; undefined while it was not. */
  chargedAtOf(intent: string): number | undefined {
    return this.chargedAt.get(intent);
  }

  /** Events that have still to be posted. */
  get unposted(): readonly StripeEvent[] {
    return [...this.events.values()].filter(({ pending_webhooks: left }) => left > 0);
  }

  /** The token of the payment method that an event is about. */
  methodOfEvent(event: StripeEvent): string {
    return this.methodOf(intentOf(event));
  }

  private takeIntent(intent: PaymentIntent, at: number): void {
    const { id, metadata, payment_method: method } = intent;
    if (!this.intents.has(id))
      for (const [name, value] of Object.entries(metadata)) addTo(this.byMetadata, placeOf(name, value), id);
    if (method) this.methods.set(id, method);
    if (intent.latest_charge && !this.chargedAt.has(id)) this.chargedAt.set(id, at);
    this.intents.set(id, intent);
  }
}

const placeOf = (name: string, value: string): string => `${name}\n${value}`;

function addTo(index: Map<string, Set<string>>, place: string, id: string): void {
  const ids = index.get(place);
  if (ids) ids.add(id);
  else index.set(place, new Set([id]));
}
