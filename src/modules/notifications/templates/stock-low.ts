import type { StockLow } from '#shared/contracts/inventory';
import { markup } from './html.js';
import type { Template } from './template.js';

/** To staff. The product is told by its id: what it is called, only its own context knows. */
export const stockLow: Template<StockLow, 'stock-low'> = {
  kind: 'stock-low',
  language: 'en',

  subject: ({ productId }) => `Stock is low: product ${productId}`,

  text: ({ productId, onHand, threshold }) =>
    `Of product ${productId} ${onHand} are left on hand, fewer than ${threshold}. There is no other e-mail about it within a day.`,

  html: ({ productId, onHand, threshold }) =>
    markup`<p>Of product <b>${productId}</b> <b>${String(onHand)}</b> are left on hand, fewer than ${String(threshold)}.</p>
<p>There is no other e-mail about it within a day.</p>`,
};
