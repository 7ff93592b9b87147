import type Stripe from 'stripe';
import { refuse } from '#libs/messaging/contract';
import { ReceiveWebhook } from '#shared/contracts/payments';
import { ProviderEvents, type Told } from '../../ports/provider-events.js';
import type { StripeFailure } from './failure.js';
import { toldBy } from './told-by.js';

/** How old a signature may be, in seconds: whoever has recorded a request cannot repeat it later. */
const TOLERANCE = 300;
const ANY_AGE = Infinity;

/** Reads events as Stripe signs them; the SDK checks the signature. */
export class StripeEvents extends ProviderEvents {
  /** @param secrets  that are accepted: two while one of them is being replaced */
  constructor(
    private readonly webhooks: Pick<Stripe['webhooks'], 'constructEvent'>,
    private readonly secrets: readonly string[],
  ) {
    super();
  }

  read(body: string, signature: string): Told | undefined {
    const signed = this.signed(body, signature, TOLERANCE);
    if (!signed) throw refuse(ReceiveWebhook, this.signed(body, signature, ANY_AGE) ? TOO_OLD : WRONG);
    const { event } = signed;
    if (!isEvent(event)) throw refuse(ReceiveWebhook, 'payments.malformed-event');
    if (event.account !== undefined) throw refuse(ReceiveWebhook, 'payments.another-account'); // only those of others are named
    return toldBy(event);
  }

  /** The event when it is signed with one of the secrets. */
  private signed(body: string, signature: string, tolerance: number): { readonly event: unknown } | undefined {
    for (const secret of this.secrets)
      try {
        return { event: this.webhooks.constructEvent(body, signature, secret, tolerance) };
      } catch (error) {
        if ((error as StripeFailure).type !== 'StripeSignatureVerificationError')
          throw refuse(ReceiveWebhook, 'payments.malformed-event');
      }
    return undefined;
  }
}

const TOO_OLD = 'payments.signature-too-old';
const WRONG = 'payments.bad-signature';

/** As much of it as is read before its type is known. */
function isEvent(event: unknown): event is Stripe.Event {
  const { object, data } = (event ?? {}) as Partial<Stripe.Event>;
  return object === 'event' && typeof data?.object === 'object' && data.object !== null;
}
