import { RepairOrderDifferenceHandler } from '../commands/repair-order-difference.js';
import { ListOrderDifferencesHandler } from '../queries/list-order-differences.js';
import { OrderReconciliation } from './order-reconciliation.js';
import { OrderSides } from './order-sides.js';
import { ReconciliationMessageController } from './reconciliation.message.controller.js';

/** The comparison with payments and inventory, and what operators see of it and have done. */
export const reconciliation = {
  controllers: [ReconciliationMessageController],
  providers: [OrderSides, OrderReconciliation, ListOrderDifferencesHandler, RepairOrderDifferenceHandler],
} as const;
