import { eventStream } from '#libs/event-store';
import { checkout } from '../sagas/checkout.steps.js';

/** The event stream of an order's checkout (its journal), under the order's id. */
export const checkoutStream = eventStream('checkout', checkout.journal);
