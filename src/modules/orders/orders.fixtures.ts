import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import type { LoneContext } from '#libs/testing';
import {
  CommitStock,
  ProductChanged,
  ReleaseStock,
  ReserveStock,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
  StockReturned,
} from '#shared/contracts/inventory';
import { GetOrder, OrderCancelled, OrderConfirmed, PlaceOrder } from '#shared/contracts/orders';
import {
  ChargePayment,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
  RefundFailed,
  RefundMade,
  RefundPayment,
} from '#shared/contracts/payments';
import { money, type Money } from '#shared/kernel';

/** Messages and values for the specs of orders. */
export const customer = (): Identity => ({ userId: newId(), role: 'customer' });
export const total = money(2_500, 'EUR');
const QUANTITY = 2;

/** A mug costs 12.50. */
export const priced = (productId: string, amount = 1_250, version = 1): ProductChanged =>
  new ProductChanged({ productId, sku: 'MUG', name: 'Mug', price: money(amount, 'EUR'), version });

export const cart = (productId: string, quantity = QUANTITY): PlaceOrder =>
  new PlaceOrder({ lines: [{ productId, quantity }], payment: { method: 'pm_card_visa' } });

/** All messages about an order of two mugs. */
export function saidOf(orderId: string, productId: string, { userId }: Identity) {
  const stock = { orderId, lines: [{ productId, quantity: QUANTITY }] };
  return {
    reserve: new ReserveStock(stock),
    reserved: new StockReserved({ orderId }),
    rejected: new StockRejected({ orderId, missing: [{ productId, wanted: QUANTITY, available: 1 }] }),
    release: new ReleaseStock(stock),
    released: new StockReleased({ orderId }),
    commit: new CommitStock(stock),
    committed: new StockCommitted({ orderId }),
    charge: new ChargePayment({ orderId, userId, amount: total, method: 'pm_card_visa' }),
    captured: new PaymentCaptured({ orderId, amount: total }),
    declined: new PaymentDeclined({ orderId, reason: 'payment-declined' }),
    refund: new RefundPayment({ orderId }),
    undone: new PaymentUndone({ orderId, refunded: total }),
    confirmed: new OrderConfirmed({ orderId, userId, total }),
    made: (refundId: string, amount: Money) => new RefundMade({ orderId, refundId, amount }),
    failed: (refundId: string, reason: string) => new RefundFailed({ orderId, refundId, reason }),
    returned: (returnId: string) => new StockReturned({ orderId, returnId }),
    cancelled: (reason: string) => new OrderCancelled({ orderId, userId, reason }),
  };
}

/** A confirmed order of two mugs, and the messages about it. */
export async function confirmedOrder(orders: Pick<LoneContext, 'ask' | 'given'>, productId: string) {
  const ada = customer();
  const { id } = await orders.ask(cart(productId), { caller: ada });
  const said = saidOf(id, productId, ada);
  await orders.given(said.reserved, said.captured, said.committed);
  return { ...said, id, ada, show: () => orders.ask(new GetOrder({ id }), { caller: ada }) };
}
