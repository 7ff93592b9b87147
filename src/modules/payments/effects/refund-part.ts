import { Injectable } from '@nestjs/common';
import { type EffectCall, EffectHandler, type IEffectHandler } from '#libs/messaging';
import { RecordRefund, RefundPart, type RefundOutcome } from '../messages.js';
import { NotFinal } from '../ports/not-final.js';
import { PaymentProvider } from '../ports/payment-provider.js';

/** Reports nothing while the provider's word is not the last one: the refund stays `refunding`, and the provider is asked again. */
@Injectable()
@EffectHandler(RefundPart)
export class RefundPartHandler implements IEffectHandler<RefundPart, RefundOutcome> {
  constructor(private readonly provider: PaymentProvider) {}

  find(refund: RefundPart, call: EffectCall) {
    return this.provider.findRefund(refund, call);
  }

  act(refund: RefundPart, call: EffectCall) {
    return this.provider.refund(refund, call);
  }

  tell({ orderId, refundId }: RefundPart, outcome: RefundOutcome) {
    return new RecordRefund({ orderId, refundId, outcome });
  }

  isAnswer(error: unknown) {
    return error instanceof NotFinal;
  }
}
