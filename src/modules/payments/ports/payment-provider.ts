import type { EffectCall } from '#libs/messaging';
import type { CaptureCharge, ChargeOutcome, RefundCharge, RefundOutcome, RefundPart } from '../messages.js';
import type { ProviderAccount, ProviderPage } from './provider-account.js';

/** All of an order's money, or a part of it. */
export type AnyRefund = RefundCharge | RefundPart;

/**
 * Port to the payment provider. Every call has an idempotency key: calls with the same key never move money twice, also when the
 * answer is lost. A declined charge is an outcome and not an error. An error means that the outcome is unknown: no answer, a late
 * answer, or one about another amount. So is the failure of a refund, which may be tried again under another key.
 */
export abstract class PaymentProvider {
  abstract capture(charge: CaptureCharge, call: EffectCall): Promise<ChargeOutcome>;
  /** The outcome of the charge under this key; undefined: it never arrived. */
  abstract findCharge(charge: CaptureCharge, call: EffectCall): Promise<ChargeOutcome | undefined>;
  abstract refund(refund: AnyRefund, call: EffectCall): Promise<RefundOutcome>;
  abstract findRefund(refund: AnyRefund, call: EffectCall): Promise<RefundOutcome | undefined>;

  /** A page of the charges that have taken money for orders, those of long ago first, of which all are older than `before`. */
  abstract listCharges(after: string | undefined, limit: number, before: Date): Promise<ProviderPage>;
  /** What the provider has of these orders; one of which it has taken nothing is left out. */
  abstract accountsOf(orderIds: readonly string[]): Promise<readonly ProviderAccount[]>;
}
