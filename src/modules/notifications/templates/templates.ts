import type { MessageKind } from '#shared/contracts/notifications';
import { orderCancelled } from './order-cancelled.js';
import { orderConfirmed } from './order-confirmed.js';
import { orderRefunded } from './order-refunded.js';

/** The languages of all kinds of e-mail to customers. A new kind is a file beside this one, and a line here. */
export const LANGUAGES: Readonly<Record<MessageKind, string>> = {
  'order-confirmed': orderConfirmed.language,
  'order-cancelled': orderCancelled.language,
  'order-refunded': orderRefunded.language,
};
