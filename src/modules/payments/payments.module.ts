import { Module } from '@nestjs/common';
import { ContextModule } from '#libs/messaging';
import { chosenEvents } from './adapters/chosen-events.js';
import { DifferenceRow, Reconciliation1700000000200 } from '#libs/reconciliation';
import { chosenProvider } from './adapters/chosen-provider.js';
import { ProviderBacklog } from './backlog/provider-backlog.js';
import { ChargePaymentHandler } from './commands/charge-payment.js';
import { MakeRefundHandler } from './commands/make-refund.js';
import { ReceiveWebhookHandler } from './commands/receive-webhook.js';
import { RecordOutcomeHandler } from './commands/record-outcome.js';
import { RecordRefundHandler } from './commands/record-refund.js';
import { RefundPaymentHandler } from './commands/refund-payment.js';
import { PaymentsInit1700000000001 } from './data/migrations/0001-init.js';
import { PaymentsAttempts1700000000002 } from './data/migrations/0002-attempts.js';
import { PaymentsOwners1700000000003 } from './data/migrations/0003-owners.js';
import { PaymentsRefunds1700000000004 } from './data/migrations/0004-refunds.js';
import { PaymentAttempt } from './data/payment-attempt.entity.js';
import { Payment } from './data/payment.entity.js';
import { Refund } from './data/refund.entity.js';
import { CaptureChargeHandler } from './effects/capture-charge.js';
import { RefundChargeHandler } from './effects/refund-charge.js';
import { RefundPartHandler } from './effects/refund-part.js';
import { CaptureCharge, RecordOutcome, RecordRefund, RefundCharge, RefundPart } from './messages.js';
import { PaymentFigures } from './metrics/payment-figures.js';
import { PaymentsMessageController } from './payments.message.controller.js';
import { PaymentProvider } from './ports/payment-provider.js';
import { PROVIDER_DATABASE_URL } from './ports/provider-database.js';
import { ProviderEvents } from './ports/provider-events.js';
import { PROVIDER_SETTINGS } from './ports/provider-settings.js';
import { GetPaymentOfOrderHandler } from './queries/get-payment-of-order.js';
import { GetProviderBacklogHandler } from './queries/get-provider-backlog.js';
import { ListBalancesHandler } from './queries/list-balances.js';
import { ListPaymentsHandler } from './queries/list-payments.js';
import { PaymentStory } from './queries/payment-story.js';
import { reconciliation } from './reconciliation/operations.js';

const commands = [
  ChargePaymentHandler,
  RefundPaymentHandler,
  RecordOutcomeHandler,
  MakeRefundHandler,
  RecordRefundHandler,
  ReceiveWebhookHandler,
];
const queries = [
  GetPaymentOfOrderHandler,
  GetProviderBacklogHandler,
  ListPaymentsHandler,
  ListBalancesHandler,
  PaymentStory,
];
const effects = [CaptureChargeHandler, RefundChargeHandler, RefundPartHandler];
const settings = { token: PROVIDER_SETTINGS, optional: true };
const provider = { provide: PaymentProvider, useFactory: chosenProvider, inject: [PROVIDER_DATABASE_URL, settings] };
const events = { provide: ProviderEvents, useFactory: chosenEvents, inject: [settings] };

@Module({
  imports: [
    ContextModule.forRoot({
      name: 'payments',
      entities: [Payment, PaymentAttempt, Refund, DifferenceRow],
      migrations: [
        PaymentsInit1700000000001,
        PaymentsAttempts1700000000002,
        PaymentsOwners1700000000003,
        PaymentsRefunds1700000000004,
        Reconciliation1700000000200,
      ],
      messages: [CaptureCharge, RefundCharge, RefundPart, RecordOutcome, RecordRefund],
    }),
  ],
  controllers: [PaymentsMessageController, ...reconciliation.controllers],
  providers: [
    ...commands,
    ...queries,
    ...effects,
    ...reconciliation.providers,
    provider,
    events,
    ProviderBacklog,
    PaymentFigures,
  ],
})
export class PaymentsModule {}
