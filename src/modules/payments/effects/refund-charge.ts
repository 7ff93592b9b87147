import { Injectable } from '@nestjs/common';
import { type EffectCall, EffectHandler, type IEffectHandler } from '#libs/messaging';
import { RecordOutcome, RefundCharge, type RefundOutcome } from '../messages.js';
import { NotFinal } from '../ports/not-final.js';
import { PaymentProvider } from '../ports/payment-provider.js';

type Refunded = Extract<RefundOutcome, { kind: 'refunded' }>;

/**
 * Reports nothing while the outcome is unknown: the payment stays `refunding` until the provider has confirmed the refund. Money of an order
 * that does not exist must not stay here, so one that has failed stays so until a person has looked at it.
 */
@Injectable()
@EffectHandler(RefundCharge)
export class RefundChargeHandler implements IEffectHandler<RefundCharge, Refunded> {
  constructor(private readonly provider: PaymentProvider) {}

  async find(refund: RefundCharge, call: EffectCall) {
    const outcome = await this.provider.findRefund(refund, call);
    return outcome && made(outcome, call);
  }

  async act(refund: RefundCharge, call: EffectCall) {
    return made(await this.provider.refund(refund, call), call);
  }

  tell({ orderId }: RefundCharge, outcome: Refunded) {
    return new RecordOutcome({ orderId, outcome });
  }

  isAnswer(error: unknown) {
    return error instanceof NotFinal;
  }
}

function made(outcome: RefundOutcome, { key }: EffectCall): Refunded {
  if (outcome.kind === 'failed') throw new NotFinal(key, 'refund', outcome.reason);
  return outcome;
}
