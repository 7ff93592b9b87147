export { CancellationReason, CancelledMoney, CancelOrder } from './cancellation.js';
export { MOST_CHANGES, MOST_VERSIONS, OrderChange, OrderChanges, OrderVersions } from './changes.js';
export { PlaceOrder } from './commands.js';
export { OrderCancelled, OrderConfirmed, OrderRefunded } from './events.js';
export { FoundOrder, MOST_SHOWN_NAME } from './found.js';
export { HistoryEntry, HistoryKind, MOST_HISTORY, OrderHistory } from './history.js';
export { AwaitOrder, GetOrder, ListOrders } from './queries.js';
export {
  CompareProjection,
  CopyDifference,
  CopyNumber,
  CopyStanding,
  CopyState,
  DropProjectionCopy,
  ListProjections,
  MOST_COMPARED,
  MOST_NAMED,
  ProjectionName,
  RebuildProjection,
  StoreName,
  SwapProjection,
} from './projections.js';
export {
  isOneOf,
  MOST_REFUNDS,
  PreviewRefund,
  Refund,
  RefundOrder,
  RefundReason,
  RefundShare,
  RefundStatus,
  refundWish,
} from './refunds.js';
export {
  amountHasCurrency,
  daysOfTotals,
  MOST_DAYS,
  MOST_TOTALS,
  NO_CURRENCY,
  orderFilters,
  OrderTotal,
  OrderTotals,
  searchErrors,
  SearchOrders,
} from './search.js';
export {
  Help,
  HelpSaga,
  ListSagas,
  MOST_ENTRIES,
  OpenSaga,
  SagaEntry,
  SagaReason,
  SagaStep,
  SagaWord,
  ShowSaga,
  StepStatus,
} from './sagas.js';
export { Order, OrderPayment, OrderStatus, PaymentMethod, PricedLine } from './values.js';
export { ListOrderDifferences, RepairOrderDifference } from './reconciliation.js';
