export { AddProduct, AdjustStock, CommitStock, ReleaseStock, ReserveStock } from './commands.js';
export { ProductChanged, StockCommitted, StockRejected, StockReleased, StockReserved } from './events.js';
export { GetPrices, GetProduct, GetProductNames, ListProducts, MOST_NAMES } from './queries.js';
export { Product, Sku, StockDelta, StockReason } from './values.js';
