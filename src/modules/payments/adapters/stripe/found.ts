import type Stripe from 'stripe';

/** The members of the metadata of everything that we make. */
export const ORDER = 'order_id';
export const CALL = 'call_key';
/** Of the refund of a part alone. */
export const REFUND = 'refund_id';

const MOST_FOUND = 10;

/** Payment intents with this in their metadata, as they are now. Stripe's search shows a new one up to a minute late, and old states. */
export async function intentsWith(
  stripe: Stripe,
  name: string,
  value: string,
): Promise<readonly Stripe.PaymentIntent[]> {
  const query = `metadata['${name}']:'${value.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
  const { data } = await stripe.paymentIntents.search({ query, limit: MOST_FOUND });
  return Promise.all(data.map(({ id }) => stripe.paymentIntents.retrieve(id)));
}

export const isReplayed = ({ lastResponse: { headers } }: Stripe.Response<object>): boolean =>
  headers['idempotent-replayed'] === 'true';
