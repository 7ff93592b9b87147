import { randomUUID } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { EffectCall } from '#libs/messaging';
import { ClientSpan } from '#libs/telemetry/nest-otel';
import type { CaptureCharge, ChargeOutcome, RefundOutcome } from '../messages.js';
import { NotFinal } from '../ports/not-final.js';
import { type AnyRefund, PaymentProvider } from '../ports/payment-provider.js';
import type { ProviderAccount, ProviderPage } from '../ports/provider-account.js';
import { accountsIn } from './accounts-in.js';
import { attributesOf, PEER } from './call-attributes.js';
import { accountAt, chargesPage } from './stripe/accounts.js';
import type { Connection } from './stripe/connect.js';
import { failureOf, isDeclined, isInAnotherState, isNotLeft, type StripeFailure } from './stripe/failure.js';
import { intentFor } from './stripe/intents.js';
import { DECLINED, NOT_LEFT, outcomeOf, refundOutcomeOf } from './stripe/outcomes.js';
import { chargedIntentOf, refundBy, refunded } from './stripe/refunds.js';

/** Takes and gives back money by the API of Stripe: one payment intent per call, made first and confirmed then. */
export class StripeProvider extends PaymentProvider implements OnApplicationShutdown {
  constructor(private readonly connection: Connection) {
    super();
  }

  @ClientSpan('capture charge', PEER, attributesOf)
  capture(charge: CaptureCharge, call: EffectCall): Promise<ChargeOutcome> {
    return this.told(call, async () => {
      const intent = await intentFor(this.stripe, charge, call);
      return outcomeOf(intent, charge.amount, call.key) ?? (await this.confirmed(intent.id, charge, call));
    });
  }

  @ClientSpan('find charge', PEER, attributesOf)
  findCharge(charge: CaptureCharge, call: EffectCall): Promise<ChargeOutcome | undefined> {
    return this.told(call, async () => outcomeOf(await intentFor(this.stripe, charge, call), charge.amount, call.key));
  }

  @ClientSpan('refund charge', PEER, attributesOf)
  refund(refund: AnyRefund, call: EffectCall): Promise<RefundOutcome> {
    return this.called(call, async () => {
      const intent = await chargedIntentOf(this.stripe, refund.orderId, call.key);
      call.signal.throwIfAborted();
      return refunded(this.stripe, intent, refund, call).then(
        (made) => refundOutcomeOf(made, call.key),
        (error: StripeFailure) => {
          if (isNotLeft(error)) return NOT_LEFT;
          throw error;
        },
      );
    });
  }

  @ClientSpan('find refund', PEER, attributesOf)
  findRefund({ orderId }: AnyRefund, call: EffectCall): Promise<RefundOutcome | undefined> {
    return this.called(call, async () => {
      const made = await refundBy(this.stripe, await chargedIntentOf(this.stripe, orderId, call.key), call.key);
      return made && refundOutcomeOf(made, call.key);
    });
  }

  listCharges(after: string | undefined, limit: number, before: Date): Promise<ProviderPage> {
    return this.read('list of charges', () => chargesPage(this.stripe, after, limit, before));
  }

  /** One after the other: Stripe takes few searches a second. */
  async accountsOf(orderIds: readonly string[]): Promise<readonly ProviderAccount[]> {
    const found: ProviderAccount[] = [];
    for (const id of orderIds) found.push(...(await this.read(id, () => accountAt(this.stripe, id))));
    return accountsIn(found, 'of each charge');
  }

  onApplicationShutdown(): void {
    this.connection.close();
  }

  private get stripe() {
    return this.connection.stripe;
  }

  /**
   * Takes the money. Under a new key each time, for the connection that the SDK repeats: an error that Stripe keeps would else be the
   * answer for a day. That it is not taken twice is up to the intent.
   */
  private async confirmed(id: string, { amount }: CaptureCharge, { key, signal }: EffectCall): Promise<ChargeOutcome> {
    signal.throwIfAborted();
    const options = { idempotencyKey: `${key}:${randomUUID()}` };
    const intent = await this.stripe.paymentIntents
      .confirm(id, { error_on_requires_action: true }, options)
      .catch((error: StripeFailure) => {
        if (isInAnotherState(error)) return this.stripe.paymentIntents.retrieve(id);
        throw error;
      });
    const outcome = outcomeOf(intent, amount, key);
    if (!outcome) throw new NotFinal(key, 'charge', intent.status);
    return outcome;
  }

  /** A definite no about a charge is an outcome. */
  private told<T>(call: EffectCall, calls: () => Promise<T>): Promise<T | ChargeOutcome> {
    return this.called(call, () =>
      calls().catch((error: StripeFailure) => {
        if (isDeclined(error)) return DECLINED;
        throw error;
      }),
    );
  }

  private called<T>({ key }: EffectCall, calls: () => Promise<T>): Promise<T> {
    return this.read(key, calls);
  }

  private async read<T>(key: string, calls: () => Promise<T>): Promise<T> {
    try {
      return await calls();
    } catch (error) {
      throw failureOf(error, key);
    }
  }
}
