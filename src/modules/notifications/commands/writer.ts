import { Injectable } from '@nestjs/common';
import { adds, one, UnitOfWork } from '#libs/messaging';
import { Contact } from '../data/contact.entity.js';
import { Delivery } from '../data/delivery.entity.js';
import { Message } from '../data/message.entity.js';
import { keyOf, type Letter } from '../domain/message.js';
import { write } from '../domain/write.js';
import { Mailer } from '../ports/mailer.js';

/** What the handlers of all events do that are worth an e-mail. */
@Injectable()
export class Writer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly mailer: Mailer,
  ) {}

  /** Writes it to its recipient, once. The decision of the handler: to be returned. */
  write(letter: Letter) {
    return this.work
      .on({ contact: one(Contact, letter.userId), message: one(Message, keyOf(letter)), deliveries: adds(Delivery) })
      .decide((desk, item) => write(letter, desk, item, this.mailer.isConfigured));
  }
}
