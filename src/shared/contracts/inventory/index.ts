export {
  AddProduct,
  AdjustStock,
  ChangeProduct,
  CommitStock,
  ReleaseStock,
  ReserveStock,
  ReturnStock,
} from './commands.js';
export {
  ProductChanged,
  StockCommitted,
  StockLow,
  StockOverdue,
  StockRejected,
  StockReleased,
  StockReserved,
  StockReturned,
} from './events.js';
export {
  GetPrices,
  GetProduct,
  GetProductNames,
  ListProductPrices,
  ListProducts,
  ListReservations,
  ListStockMovements,
  MOST_NAMES,
  MOST_RESERVATIONS,
} from './queries.js';
export {
  ChangedProduct,
  LedgerEntry,
  LowStockThreshold,
  PriceEntry,
  Product,
  Sku,
  StockDelta,
  StockReason,
} from './values.js';
