import { Module } from '@nestjs/common';
import { ContextModule } from '#libs/messaging';
import { mailer } from './adapters/mailer.provider.js';
import { staff } from './adapters/staff.provider.js';
import { AlertStaff } from './commands/alert-staff.js';
import { KeepContact } from './commands/keep-contact.js';
import { RecordStockAlertHandler } from './commands/record-alert.js';
import { RecordDeliveryHandler } from './commands/record-delivery.js';
import { WriteCancellation } from './commands/write-cancellation.js';
import { WriteConfirmation } from './commands/write-confirmation.js';
import { WriteRefund } from './commands/write-refund.js';
import { Writer } from './commands/writer.js';
import { Contact } from './data/contact.entity.js';
import { Delivery } from './data/delivery.entity.js';
import { Message } from './data/message.entity.js';
import { Messages } from './data/messages.js';
import { NotificationsInit1700000000001 } from './data/migrations/0001-init.js';
import { NotificationsDeliveries1700000000002 } from './data/migrations/0002-deliveries.js';
import { NotificationsRefundsAndStock1700000000012 } from './data/migrations/0012-refunds-and-stock.js';
import { StockAlert } from './data/stock-alert.entity.js';
import { SendMailHandler } from './effects/send-mail.js';
import { SendStockAlertHandler } from './effects/send-stock-alert.js';
import { RecordDelivery, RecordStockAlert, SendMail, SendStockAlert } from './messages.js';
import { NotificationsMessageController } from './notifications.message.controller.js';
import { ListMessagesHandler } from './queries/list-messages.js';
import { MessageStory } from './queries/message-story.js';

const commands = [
  ...[KeepContact, WriteConfirmation, WriteCancellation, WriteRefund, RecordDeliveryHandler],
  ...[AlertStaff, RecordStockAlertHandler],
];
const queries = [ListMessagesHandler, MessageStory];
const effects = [SendMailHandler, SendStockAlertHandler];

@Module({
  imports: [
    ContextModule.forRoot({
      name: 'notifications',
      // In the order of locking: the contact, whose row lists the waiting messages, before the messages.
      entities: [Contact, Message, Delivery, StockAlert],
      migrations: [
        NotificationsInit1700000000001,
        NotificationsDeliveries1700000000002,
        NotificationsRefundsAndStock1700000000012,
      ],
      messages: [SendMail, RecordDelivery, SendStockAlert, RecordStockAlert],
    }),
  ],
  controllers: [NotificationsMessageController],
  providers: [...commands, ...queries, ...effects, mailer, staff, Messages, Writer],
})
export class NotificationsModule {}
