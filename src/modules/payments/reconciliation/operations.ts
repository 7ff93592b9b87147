import { RepairPaymentDifferenceHandler } from '../commands/repair-payment-difference.js';
import { ListPaymentDifferencesHandler } from '../queries/list-payment-differences.js';
import { PaymentReconciliation } from './payment-reconciliation.js';
import { PaymentSides } from './payment-sides.js';
import { ReconciliationMessageController } from './reconciliation.message.controller.js';

/** The comparison with the provider, and what operators see of it and have done. */
export const reconciliation = {
  controllers: [ReconciliationMessageController],
  providers: [PaymentSides, PaymentReconciliation, ListPaymentDifferencesHandler, RepairPaymentDifferenceHandler],
} as const;
