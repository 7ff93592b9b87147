import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Engine, HOST, type Host } from '#libs/messaging';
import { type Reconciler, reconciling } from '#libs/reconciliation';
import { PaymentSides } from './payment-sides.js';

/** Compares payments with the provider as long as the context runs. */
@Injectable()
export class PaymentReconciliation implements OnModuleInit {
  private reconciler: Reconciler | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly sides: PaymentSides,
    @Inject(HOST) private readonly host: Host,
  ) {}

  onModuleInit(): void {
    this.reconciler = reconciling(this.engine, this.host.clock, this.sides);
  }

  async round(): Promise<void> {
    await this.reconciler!.round();
  }
}
