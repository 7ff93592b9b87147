import { StockLow } from '#shared/contracts/inventory';
import type { SendStockAlert } from '../messages.js';
import { page } from '../templates/page.js';
import { stockLow } from '../templates/stock-low.js';
import type { Mail } from './mail.js';

/** The e-mail to staff; undefined when they are nobody. */
export function stockMail(
  { productId, count, onHand, threshold }: SendStockAlert,
  addresses: readonly string[],
): Mail | undefined {
  if (!addresses.length) return undefined;
  const facts = new StockLow({ productId, onHand, threshold });
  const subject = stockLow.subject(facts);
  return {
    id: `${stockLow.kind}.${productId}.${count}`,
    to: addresses.map((address) => ({ name: '', address })),
    subject,
    text: stockLow.text(facts),
    html: page({ language: stockLow.language, subject, content: stockLow.html(facts).text }),
  };
}
