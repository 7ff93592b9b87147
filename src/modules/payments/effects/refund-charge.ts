import { Injectable } from '@nestjs/common';
import { type EffectCall, EffectHandler, type IEffectHandler } from '#libs/messaging';
import { RecordOutcome, RefundCharge, type RefundOutcome } from '../messages.js';
import { NotFinal } from '../ports/not-final.js';
import { PaymentProvider } from '../ports/payment-provider.js';

/** Reports nothing while the outcome is unknown: the payment stays `refunding` until the provider has confirmed the refund. */
@Injectable()
@EffectHandler(RefundCharge)
export class RefundChargeHandler implements IEffectHandler<RefundCharge, RefundOutcome> {
  constructor(private readonly provider: PaymentProvider) {}

  find(refund: RefundCharge, call: EffectCall) {
    return this.provider.findRefund(refund, call);
  }

  act(refund: RefundCharge, call: EffectCall) {
    return this.provider.refund(refund, call);
  }

  tell({ orderId }: RefundCharge, outcome: RefundOutcome) {
    return new RecordOutcome({ orderId, outcome });
  }

  isAnswer(error: unknown) {
    return error instanceof NotFinal;
  }
}
