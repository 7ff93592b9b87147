export { MOST_CHANGES, MOST_VERSIONS, OrderChange, OrderChanges, OrderVersions } from './changes.js';
export { PlaceOrder } from './commands.js';
export { OrderCancelled, OrderConfirmed } from './events.js';
export { AwaitOrder, GetOrder, ListOrders } from './queries.js';
export { Order, OrderStatus, PaymentMethod, PricedLine } from './values.js';
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
