export { AddProduct, AdjustStock, CommitStock, ReleaseStock, ReserveStock } from './commands.js';
export { ProductChanged, StockCommitted, StockRejected, StockReleased, StockReserved } from './events.js';
export { GetPrices, GetProduct, ListProducts } from './queries.js';
export { Product, Sku, StockDelta, StockReason } from './values.js';
