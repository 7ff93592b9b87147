import type { ItemTime } from '#libs/messaging/contract';
import { type Contact, stranger } from './contact.js';
import type { Draft, Message } from './message.js';

/** What a decision about a message sees: the message, when it is written already, and its reader. */
export interface Desk {
  readonly message: Message | undefined;
  readonly contact: Contact | undefined;
}

/**
 * Writes a message once, however often its reason is heard. Without an address it waits, and the contact's row says
 * so: that row is where writing and the news of the address meet, so neither can miss the other.
 */
export function write(draft: Draft, { message, contact = stranger(draft.userId) }: Desk, { now }: ItemTime) {
  if (message) return {};
  const written: Message = { ...draft, status: 'waiting', to: null, createdAt: now };
  if (contact.email !== null) return { set: { message: addressed(written, contact) } };
  const { orderId, kind } = draft;
  return { set: { message: written, contact: { ...contact, waiting: [...contact.waiting, { orderId, kind }] } } };
}

/** The message, ready for its reader. */
export const addressed = (message: Message, { name, email }: Contact): Message => ({
  ...message,
  status: 'ready',
  to: email,
  body: `Dear ${name},\n\n${message.body}`,
});
