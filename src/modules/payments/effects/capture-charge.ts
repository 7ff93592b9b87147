import { Injectable } from '@nestjs/common';
import { type EffectCall, EffectHandler, type IEffectHandler } from '#libs/messaging';
import { CaptureCharge, type ChargeOutcome, RecordOutcome } from '../messages.js';
import { AnotherAmount } from '../ports/another-amount.js';
import { NotFinal } from '../ports/not-final.js';
import { PaymentProvider } from '../ports/payment-provider.js';

@Injectable()
@EffectHandler(CaptureCharge)
export class CaptureChargeHandler implements IEffectHandler<CaptureCharge, ChargeOutcome> {
  constructor(private readonly provider: PaymentProvider) {}

  find(charge: CaptureCharge, call: EffectCall) {
    return this.provider.findCharge(charge, call);
  }

  act(charge: CaptureCharge, call: EffectCall) {
    return this.provider.capture(charge, call);
  }

  tell({ orderId }: CaptureCharge, outcome: ChargeOutcome) {
    return new RecordOutcome({ orderId, outcome });
  }

  tellUnknown({ orderId }: CaptureCharge) {
    return new RecordOutcome({ orderId, outcome: { kind: 'unknown' } });
  }

  isAnswer(error: unknown) {
    return error instanceof AnotherAmount || error instanceof NotFinal;
  }
}
