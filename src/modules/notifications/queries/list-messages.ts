import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import { fitting, type ReplyOf } from '#libs/messaging/contract';
import { ListMessages } from '#shared/contracts/notifications';
import { maySee } from '#shared/kernel';
import { Messages } from '../data/messages.js';
import { view } from '../domain/view.js';

@QueryHandler(ListMessages)
export class ListMessagesHandler implements IQueryHandler<ListMessages> {
  constructor(private readonly messages: Messages) {}

  async execute({ orderId }: ListMessages): Promise<ReplyOf<ListMessages>> {
    const somebody = caller();
    const mails = await this.messages.about(orderId);
    const own = mails.filter(({ message }) => maySee(somebody, message.userId));
    return { data: fitting(own.map(({ message, delivery }) => view(message, delivery))) };
  }
}
