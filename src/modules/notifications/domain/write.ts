import type { ItemTime } from '#libs/messaging/contract';
import { SendMail } from '../messages.js';
import { greeting } from '../templates/page.js';
import { type Contact, stranger } from './contact.js';
import { underWay } from './delivery.js';
import { keyOf, type Letter, type Message } from './message.js';

/** The data of a decision about a message: the message, if it exists, and its recipient. */
export interface Desk {
  readonly message: Message | undefined;
  readonly contact: Contact | undefined;
}

/**
 * Writes a message once, also when its event is delivered repeatedly. Without an address it waits, and its id is noted in the
 * contact's row: this decision and the one that receives the address both lock that row, so that no waiting message is missed.
 *
 * @param isSent  it is also sent, as soon as it has its address
 */
export function write(
  { html, ...draft }: Letter,
  { message, contact = stranger(draft.userId) }: Desk,
  { now }: ItemTime,
  isSent: boolean,
) {
  if (message) return {};
  const written: Message = { ...draft, status: 'waiting', to: null, createdAt: now };
  const key = keyOf(draft);
  const kept = isSent ? { deliveries: [underWay(key, html(), now)] } : {};
  if (contact.email === null)
    return { set: { message: written, contact: { ...contact, waiting: [...contact.waiting, key] }, ...kept } };
  return { set: { message: addressed(written, contact), ...kept }, ...(isSent && { send: [new SendMail(key)] }) };
}

/** The message with its recipient's address. */
export const addressed = (message: Message, { name, email }: Contact): Message => ({
  ...message,
  status: 'ready',
  to: email,
  body: `${greeting.text(name ?? '')}\n\n${message.body}`,
});
