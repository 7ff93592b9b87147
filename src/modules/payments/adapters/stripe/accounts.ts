import type Stripe from 'stripe';
import { Id } from '#shared/kernel';
import type { ProviderAccount, ProviderPage } from '../../ports/provider-account.js';
import { intentsWith, ORDER } from './found.js';

/** Stripe lists what is new first. So what is old comes first by the time: a window of some, halved until its charges are one page. */
interface Window {
  /** In seconds since 1970; `to` is not in it. */
  readonly from: number;
  readonly to: number;
  /** The last one that was seen in it. */
  readonly after?: string;
}

/** Stripe began in 2011. */
const FIRST = 1_293_840_000;
const NARROWEST = 60;
/** Windows that are looked at for one page. */
const MOST_WINDOWS = 8;
const MOST_REFUNDS = 100;

/** A page of the payment intents that have taken money for an order, in windows of a minute at the latest oldest first. */
export async function chargesPage(
  stripe: Stripe,
  place: string | undefined,
  limit: number,
  before: Date,
): Promise<ProviderPage> {
  const horizon = Math.floor(before.getTime() / 1_000);
  let window: Window | undefined = place ? (JSON.parse(place) as Window) : { from: FIRST, to: horizon };
  for (let looked = 0; window && looked < MOST_WINDOWS; looked++) {
    const { from, to, after }: Window = window;
    const { data, has_more: hasMore } = await stripe.paymentIntents.list({
      created: { gte: from, lt: to },
      limit,
      expand: ['data.latest_charge'],
      ...(after && { starting_after: after }),
    });
    if (hasMore && !after && to - from > NARROWEST) {
      window = { from, to: from + Math.ceil((to - from) / 2) };
      continue;
    }
    window = hasMore ? { from, to, after: data.at(-1)!.id } : afterIt({ from, to }, horizon);
    const charges = data.flatMap(accountOf);
    if (charges.length) return { charges, next: window && JSON.stringify(window) };
  }
  return { charges: [], next: window && JSON.stringify(window) };
}

/** What there is of an order, with its refunds one by one: what is pending can fail. */
export async function accountAt(stripe: Stripe, orderId: string): Promise<readonly ProviderAccount[]> {
  const intents = await intentsWith(stripe, ORDER, orderId);
  const charged = intents.filter(({ status }) => status === 'succeeded');
  return Promise.all(
    charged.map(async ({ id, amount_received: captured, currency }) => {
      const { data } = await stripe.refunds.list({ payment_intent: id, limit: MOST_REFUNDS });
      const sumOf = (...states: readonly string[]) =>
        data.filter(({ status }) => states.includes(status ?? '')).reduce((sum, { amount }) => sum + amount, 0);
      const refunds = { refunded: sumOf('succeeded'), refunding: sumOf('pending', 'requires_action') };
      return { orderId, currency: currency.toUpperCase(), captured, ...refunds };
    }),
  );
}

/** Twice as long, since this one was not full. */
function afterIt({ from, to }: Window, horizon: number): Window | undefined {
  return to < horizon ? { from: to, to: Math.min(horizon, to + 2 * (to - from)) } : undefined;
}

/** Charges of somebody else on the same account have no order. */
function accountOf(intent: Stripe.PaymentIntent): ProviderAccount[] {
  const { data: orderId } = Id.safeParse(intent.metadata[ORDER]);
  const { status, latest_charge: charge, amount_received: captured } = intent;
  if (status !== 'succeeded' || orderId === undefined || charge === null || typeof charge === 'string') return [];
  const currency = intent.currency.toUpperCase();
  return [{ orderId, currency, captured, refunded: charge.amount_refunded, refunding: 0 }];
}
