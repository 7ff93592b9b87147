export { canonical, contentHash } from './canonical.js';
export { comparePage, StoreUnread, type Compared, type ComparedPage } from './compare-page.js';
export type { Difference, DifferenceKind } from './differences.js';
