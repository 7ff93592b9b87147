import { Module } from '@nestjs/common';
import { ContextModule } from '#libs/messaging';
import { KeepContact } from './commands/keep-contact.js';
import { WriteCancellation } from './commands/write-cancellation.js';
import { WriteConfirmation } from './commands/write-confirmation.js';
import { Contact } from './data/contact.entity.js';
import { Message } from './data/message.entity.js';
import { NotificationsInit1700000000001 } from './data/migrations/0001-init.js';
import { NotificationsMessageController } from './notifications.message.controller.js';
import { ListMessagesHandler } from './queries/list-messages.js';
import { MessageStory } from './queries/message-story.js';

const commands = [KeepContact, WriteConfirmation, WriteCancellation];
const queries = [ListMessagesHandler, MessageStory];

@Module({
  imports: [
    ContextModule.forRoot({
      name: 'notifications',
      // In the order of locking: the contact, whose row lists the waiting messages, before the messages.
      entities: [Contact, Message],
      migrations: [NotificationsInit1700000000001],
    }),
  ],
  controllers: [NotificationsMessageController],
  providers: [...commands, ...queries],
})
export class NotificationsModule {}
