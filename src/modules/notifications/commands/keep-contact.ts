import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { many, one, UnitOfWork } from '#libs/messaging';
import { UserRegistered } from '#shared/contracts/users';
import { Contact } from '../data/contact.entity.js';
import { Message } from '../data/message.entity.js';
import { keepContact } from '../domain/keep-contact.js';
import { Mailer } from '../ports/mailer.js';

/** Updates the local copy of an account's contact data. */
@EventsHandler(UserRegistered)
export class KeepContact implements IEventHandler<UserRegistered> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly mailer: Mailer,
  ) {}

  handle(event: UserRegistered) {
    return this.work
      .on({ contact: one(Contact, event.userId) })
      .and(({ contact }) => ({ messages: many(Message, contact?.waiting ?? []) }))
      .decide((book) => keepContact(event, book, this.mailer.isConfigured));
  }
}
