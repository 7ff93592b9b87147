import { stream } from '#libs/messaging';
import { checkoutStream } from './checkout.stream.js';
import { orderStream } from './order.stream.js';
import { refundStream } from './refund.stream.js';

/** An order and the journal of its checkout, which are loaded and changed together. */
export const progressOf = (orderId: string) => ({
  order: stream(orderStream, orderId),
  journal: stream(checkoutStream, orderId),
});

/** An order and the journal of one of its refunds. */
export const returnOf = (orderId: string, refundId: string) => ({
  order: stream(orderStream, orderId),
  refund: stream(refundStream, refundId),
});
