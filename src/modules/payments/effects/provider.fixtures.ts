import type { EffectCall } from '#libs/messaging';
import type { CaptureCharge, ChargeOutcome, RefundCharge, RefundOutcome } from '../messages.js';
import { PaymentProvider } from '../ports/payment-provider.js';

/** A provider in memory, with the same answer to every charge. */
export class RememberingProvider extends PaymentProvider {
  private readonly charges = new Map<string, ChargeOutcome>();
  private readonly refunds = new Map<string, RefundOutcome>();

  constructor(private readonly answer: ChargeOutcome = { kind: 'captured' }) {
    super();
  }

  async capture(_: CaptureCharge, { key }: EffectCall): Promise<ChargeOutcome> {
    this.charges.set(key, this.answer);
    return this.answer;
  }

  async findCharge(_: CaptureCharge, { key }: EffectCall): Promise<ChargeOutcome | undefined> {
    return this.charges.get(key);
  }

  async refund(_: RefundCharge, { key }: EffectCall): Promise<RefundOutcome> {
    this.refunds.set(key, { kind: 'refunded' });
    return { kind: 'refunded' };
  }

  async findRefund(_: RefundCharge, { key }: EffectCall): Promise<RefundOutcome | undefined> {
    return this.refunds.get(key);
  }

  async listCharges() {
    return { charges: [], next: undefined };
  }

  async accountsOf() {
    return [];
  }
}
