import { StockLow } from '#shared/contracts/inventory';
import type { StockItem } from './stock-item.js';

const isLow = ({ onHand, lowAt }: StockItem): boolean => lowAt !== null && onHand < lowAt;

/** What staff are told: of every item that is low and was not before this change, so once for each time that it falls. */
export const lows = (before: readonly StockItem[], after: readonly StockItem[]): StockLow[] =>
  after
    .filter((item) => isLow(item) && !before.some((old) => old.productId === item.productId && isLow(old)))
    .map(({ productId, onHand, lowAt }) => new StockLow({ productId, onHand, threshold: lowAt! }));
