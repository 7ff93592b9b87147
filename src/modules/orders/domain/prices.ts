import { refuse } from '#libs/messaging/contract';
import { PlaceOrder, type PricedLine } from '#shared/contracts/orders';
import { chargeLimits } from '#shared/contracts/payments';
import { type Line, type Money, sum, times } from '#shared/kernel';

/** The price of a product, and its version. */
export interface Price {
  readonly productId: string;
  readonly price: Money;
  readonly version: number;
}

/** The lines with the newest known price of each product. Refuses a product without a price: it does not exist. */
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

/** The total of the lines; always computed here, never taken from the client. */
export function totalOf(lines: readonly PricedLine[]): Money {
  const currencies = [...new Set(lines.map(({ unitPrice }) => unitPrice.currency))];
  if (currencies.length > 1) throw refuse(PlaceOrder, 'orders.mixed-currencies', { currencies });
  const total = sum(lines.map(({ unitPrice, quantity }) => times(unitPrice, quantity)));
  refuseUnchargeable(total);
  return total;
}

/**
 * Checked before anything is reserved, since no provider would accept the amount. Sums beyond 2⁵³ are not exact, and far above the limit.
 */
function refuseUnchargeable({ amount, currency }: Money): void {
  const { least, most } = chargeLimits(currency);
  if (amount > most.amount) throw refuse(PlaceOrder, 'orders.total-too-large', { most });
  if (amount > 0 && amount < least.amount) throw refuse(PlaceOrder, 'orders.total-too-small', { least });
}

/** An error about one line, in the form of validation errors: pointer and text. */
export const atLine = (n: number, detail: string) => ({ pointer: `/lines/${n}/productId`, detail });
