import type { EffectCall } from '#libs/messaging';
import type { CaptureCharge, ChargeOutcome, RefundCharge, RefundOutcome } from '../messages.js';

/**
 * Whoever moves the money. Every call goes under a key; the same key never moves money twice, whatever becomes of the
 * answer. A declined charge is an outcome. Whatever is thrown means that nobody knows: no answer, a late one, one about
 * another amount.
 */
export abstract class PaymentProvider {
  abstract capture(charge: CaptureCharge, call: EffectCall): Promise<ChargeOutcome>;
  /** What became of the charge under this key; undefined: it never arrived. */
  abstract findCharge(charge: CaptureCharge, call: EffectCall): Promise<ChargeOutcome | undefined>;
  abstract refund(refund: RefundCharge, call: EffectCall): Promise<RefundOutcome>;
  abstract findRefund(refund: RefundCharge, call: EffectCall): Promise<RefundOutcome | undefined>;
}
