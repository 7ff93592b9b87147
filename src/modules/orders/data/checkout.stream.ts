import { eventStream } from '#libs/event-store';
import { checkout } from '../sagas/checkout.steps.js';

/** The journal of an order's checkout, under the order's id. */
export const checkoutStream = eventStream('checkout', checkout.journal);
