/** Compares what two sides say of orders, page by page, and keeps the differences as rows. */
export { between } from './between.js';
export { reconciliationConfig } from './config.js';
export type { Catalogue, Compared, Found, Pass, Sides } from './compared.js';
export { DifferenceRow } from './data/difference.entity.js';
export { findDifference } from './data/listed.js';
export type { Reconciler } from './reconciler.js';
export { reconciling } from './reconciling.js';
export { Reconciliation1700000000200 } from './schema/reconciliation-tables.js';
export { settled } from './settled.js';
export { pageOfDifferences } from './shown.js';
