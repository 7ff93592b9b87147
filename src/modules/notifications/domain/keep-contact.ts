import type { UserRegistered } from '#shared/contracts/users';
import { SendMail } from '../messages.js';
import type { Contact } from './contact.js';
import { keyOf, type Message } from './message.js';
import { addressed } from './write.js';

/** A user's contact data, and the messages that wait for the address. */
export interface AddressBook {
  readonly contact: Contact | undefined;
  readonly messages: readonly Message[];
}

/**
 * Updates the copy if the event is newer, since events may arrive in any order; messages that waited for the address get it.
 *
 * @param areSent  those messages are also sent
 */
export function keepContact(
  { userId, email, name, version }: UserRegistered,
  { contact, messages }: AddressBook,
  areSent: boolean,
) {
  if (contact && contact.revision >= version) return {};
  const known: Contact = { userId, email, name, revision: version, waiting: [] };
  return {
    set: { contact: known, messages: messages.map((message) => addressed(message, known)) },
    ...(areSent && { send: messages.map((message) => new SendMail(keyOf(message))) }),
  };
}
