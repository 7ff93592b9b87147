import type { ItemTime } from '#libs/messaging/contract';
import { type Contact, stranger } from './contact.js';
import type { Draft, Message } from './message.js';

/** The data of a decision about a message: the message, if it exists, and its recipient. */
export interface Desk {
  readonly message: Message | undefined;
  readonly contact: Contact | undefined;
}

/**
 * Writes a message once, also when its event is delivered repeatedly. Without an address it waits, and its id is noted in the
 * contact's row: this decision and the one that receives the address both lock that row, so that no waiting message is missed.
 */
export function write(draft: Draft, { message, contact = stranger(draft.userId) }: Desk, { now }: ItemTime) {
  if (message) return {};
  const written: Message = { ...draft, status: 'waiting', to: null, createdAt: now };
  if (contact.email !== null) return { set: { message: addressed(written, contact) } };
  const { orderId, kind } = draft;
  return { set: { message: written, contact: { ...contact, waiting: [...contact.waiting, { orderId, kind }] } } };
}

/** The message with its recipient's address. */
export const addressed = (message: Message, { name, email }: Contact): Message => ({
  ...message,
  status: 'ready',
  to: email,
  body: `Dear ${name},\n\n${message.body}`,
});
