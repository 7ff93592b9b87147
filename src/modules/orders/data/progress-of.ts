import { stream } from '#libs/messaging';
import { checkoutStream } from './checkout.stream.js';
import { orderStream } from './order.stream.js';

/** An order and the journal of its checkout, which are loaded and changed together. */
export const progressOf = (orderId: string) => ({
  order: stream(orderStream, orderId),
  journal: stream(checkoutStream, orderId),
});
