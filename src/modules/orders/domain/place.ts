import { type ItemTime, type LoadedStream, refuse, type ReplyOf } from '#libs/messaging/contract';
import { PlaceOrder } from '#shared/contracts/orders';
import type { Line, Money } from '#shared/kernel';
import { checkout } from '../sagas/checkout.steps.js';
import type { OrderEvent, OrderState } from './order.js';
import { type PriceCopy, priceIn } from './price-copy.js';
import { atLine, type Price, totalOf, withPrices } from './prices.js';

/** The data for placing an order: its stream, which is still empty, and the local copies of the prices. */
interface Desk {
  readonly order: LoadedStream<OrderState, OrderEvent>;
  readonly copies: readonly PriceCopy[];
}

/**
 * Places the order and begins its checkout, in one decision.
 * @param quotes  prices from inventory of products without a local copy
 */
export function place(
  { lines, payment }: PlaceOrder,
  { order, copies }: Desk,
  quotes: readonly Price[],
  item: ItemTime,
) {
  const userId = item.caller?.userId;
  if (!userId) throw refuse(PlaceOrder, 'orders.not-signed-in');
  refuseDuplicates(lines);
  const priced = withPrices(lines, [...copies.map(priceIn), ...quotes]);
  const total = totalOf(priced);
  const paid = wayToPay(total, payment);

  const placed: OrderEvent = { type: 'placed', data: { userId, lines: priced, total, ...paid } };
  const begun = checkout.start({ orderId: order.id, userId, lines, total, ...paid }, item);
  return {
    set: { order: [placed], journal: begun.entries },
    send: begun.send,
    later: begun.later,
    step: begun.step,
    reply: { id: order.id, status: 'pending', total } satisfies ReplyOf<PlaceOrder>,
  };
}

/** The payment method; none when there is nothing to pay, even if the client gave one. */
function wayToPay({ amount }: Money, payment: PlaceOrder['payment']): { method?: string } {
  if (amount === 0) return {};
  if (payment) return { method: payment.method };
  const errors = [{ pointer: '/payment', detail: 'the total is not 0, so it has to be paid somehow' }];
  throw refuse(PlaceOrder, 'orders.payment-required', { errors });
}

function refuseDuplicates(lines: readonly Line[]): void {
  const seen = new Set<string>();
  const again = lines.flatMap(({ productId }, n) =>
    seen.size < seen.add(productId).size ? [] : [atLine(n, 'named before')],
  );
  if (again.length) throw refuse(PlaceOrder, 'orders.duplicate-product', { errors: again });
}
