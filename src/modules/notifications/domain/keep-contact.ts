import type { UserRegistered } from '#shared/contracts/users';
import type { Contact } from './contact.js';
import type { Message } from './message.js';
import { addressed } from './write.js';

/** What is known of somebody, and the messages that wait for their address. */
export interface AddressBook {
  readonly contact: Contact | undefined;
  readonly messages: readonly Message[];
}

/** Takes what is newer than the copy, whatever the order of arrival; messages that waited for it are addressed. */
export function keepContact({ userId, email, name, version }: UserRegistered, { contact, messages }: AddressBook) {
  if (contact && contact.revision >= version) return {};
  const known: Contact = { userId, email, name, revision: version, waiting: [] };
  return { set: { contact: known, messages: messages.map((message) => addressed(message, known)) } };
}
