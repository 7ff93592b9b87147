import type { MessageKey } from '../domain/message.js';
import { orderCancelled } from './order-cancelled.js';
import { orderConfirmed } from './order-confirmed.js';

/** The languages of all kinds of e-mail. A new kind is a file beside this one, and a line here. */
export const LANGUAGES: Readonly<Record<MessageKey['kind'], string>> = {
  'order-confirmed': orderConfirmed.language,
  'order-cancelled': orderCancelled.language,
};
