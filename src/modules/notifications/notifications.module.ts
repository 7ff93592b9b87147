import { Module } from '@nestjs/common';
import { ContextModule } from '#libs/messaging';
import { mailer } from './adapters/mailer.provider.js';
import { KeepContact } from './commands/keep-contact.js';
import { RecordDeliveryHandler } from './commands/record-delivery.js';
import { WriteCancellation } from './commands/write-cancellation.js';
import { WriteConfirmation } from './commands/write-confirmation.js';
import { Writer } from './commands/writer.js';
import { Contact } from './data/contact.entity.js';
import { Delivery } from './data/delivery.entity.js';
import { Message } from './data/message.entity.js';
import { Messages } from './data/messages.js';
import { NotificationsInit1700000000001 } from './data/migrations/0001-init.js';
import { NotificationsDeliveries1700000000002 } from './data/migrations/0002-deliveries.js';
import { SendMailHandler } from './effects/send-mail.js';
import { RecordDelivery, SendMail } from './messages.js';
import { NotificationsMessageController } from './notifications.message.controller.js';
import { ListMessagesHandler } from './queries/list-messages.js';
import { MessageStory } from './queries/message-story.js';

const commands = [KeepContact, WriteConfirmation, WriteCancellation, RecordDeliveryHandler];
const queries = [ListMessagesHandler, MessageStory];
const effects = [SendMailHandler];

@Module({
  imports: [
    ContextModule.forRoot({
      name: 'notifications',
      // In the order of locking: the contact, whose row lists the waiting messages, before the messages.
      entities: [Contact, Message, Delivery],
      migrations: [NotificationsInit1700000000001, NotificationsDeliveries1700000000002],
      messages: [SendMail, RecordDelivery],
    }),
  ],
  controllers: [NotificationsMessageController],
  providers: [...commands, ...queries, ...effects, mailer, Messages, Writer],
})
export class NotificationsModule {}
