import type { OnApplicationShutdown } from '@nestjs/common';
import type { Call } from '#libs/messaging';
import { breaker } from '#libs/resilience';
import type { CaptureCharge, RefundCharge } from '../messages.js';
import { PaymentProvider } from '../ports/payment-provider.js';

/** A provider behind a breaker: while it fails, calls end at once without having begun, and are made again later. */
export class GuardedProvider extends PaymentProvider implements OnApplicationShutdown {
  private readonly breaker = breaker('payment-provider');

  constructor(private readonly provider: PaymentProvider) {
    super();
  }

  capture(charge: CaptureCharge, call: Call) {
    return this.breaker.run(() => this.provider.capture(charge, call));
  }

  findCharge(charge: CaptureCharge, call: Call) {
    return this.breaker.run(() => this.provider.findCharge(charge, call));
  }

  refund(refund: RefundCharge, call: Call) {
    return this.breaker.run(() => this.provider.refund(refund, call));
  }

  findRefund(refund: RefundCharge, call: Call) {
    return this.breaker.run(() => this.provider.findRefund(refund, call));
  }

  onApplicationShutdown(): void {
    this.breaker.shutdown();
  }
}
