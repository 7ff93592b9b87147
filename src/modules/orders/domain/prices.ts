import { refuse } from '#libs/messaging/contract';
import { PlaceOrder, type PricedLine } from '#shared/contracts/orders';
import { chargeLimits } from '#shared/contracts/payments';
import { type Line, type Money, sum, times } from '#shared/kernel';

/** What a product costs, and which version of its price that is. */
export interface Price {
  readonly productId: string;
  readonly price: Money;
  readonly version: number;
}

/** The lines with the newest price known of each. A product without a price does not exist. */
export function withPrices(lines: readonly Line[], prices: readonly Price[]): PricedLine[] {
  const newest = new Map<string, Price>();
  for (const price of prices)
    if (price.version > (newest.get(price.productId)?.version ?? -Infinity)) newest.set(price.productId, price);

  const strange = lines.flatMap(({ productId }, n) => (newest.has(productId) ? [] : [atLine(n, 'unknown product')]));
  if (strange.length) throw refuse(PlaceOrder, 'orders.unknown-product', { errors: strange });
  return lines.map((line) => {
    const { price, version } = newest.get(line.productId)!;
    return { ...line, unitPrice: price, priceVersion: version };
  });
}

/** What the lines cost together; always counted here, never told by a client. */
export function totalOf(lines: readonly PricedLine[]): Money {
  const currencies = [...new Set(lines.map(({ unitPrice }) => unitPrice.currency))];
  if (currencies.length > 1) throw refuse(PlaceOrder, 'orders.mixed-currencies', { currencies });
  const total = sum(lines.map(({ unitPrice, quantity }) => times(unitPrice, quantity)));
  refuseUnchargeable(total);
  return total;
}

/**
 * Before anything is held, since no provider would take it. Beyond 2⁵³ a sum is not exact any more, and by far too large.
 */
function refuseUnchargeable({ amount, currency }: Money): void {
  const { least, most } = chargeLimits(currency);
  if (amount > most.amount) throw refuse(PlaceOrder, 'orders.total-too-large', { most });
  if (amount > 0 && amount < least.amount) throw refuse(PlaceOrder, 'orders.total-too-small', { least });
}

/** A problem with a line, as problems of a request are told: where, and what. */
export const atLine = (n: number, detail: string) => ({ pointer: `/lines/${n}/productId`, detail });
