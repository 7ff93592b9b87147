import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from './api.js';
import type { Order } from './api.types.js';
import { text } from './money-text.js';
import type { Story } from './stories.js';
import type { Teller } from './teller.js';

const GIVEN_BACK_WITHIN_MS = 10_000;

/** Refunds what comes back, and prints it. The order as it is when the money is given back, or after some seconds. */
export async function refund(
  order: Order,
  { product, returns = 0 }: Story,
  { api, staff, teller }: { readonly api: Api; readonly staff: Api; readonly teller: Teller },
): Promise<Order> {
  teller.tell('gateway', `POST /v2/orders/…/refunds, by staff: ${returns} × ${product.name} comes back`);
  const { amount } = await staff.refund(order.id, product.id, returns);
  teller.tell('orders', `202 Accepted: ${text(amount)} of ${text(order.total)} is to be given back`);
  for (const limit = performance.now() + GIVEN_BACK_WITHIN_MS; ; await pause(5)) {
    const seen = await api.order(order.id);
    const isBack = seen.refunded.amount === amount.amount;
    if (!isBack && performance.now() < limit) continue;
    teller.tell('payments', isBack ? `${text(amount)} is given back` : 'the money is not given back yet');
    return seen;
  }
}
