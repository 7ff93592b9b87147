import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { caller } from '#libs/messaging';
import type { ReplyOf } from '#libs/messaging/contract';
import { ListMessages } from '#shared/contracts/notifications';
import { maySee } from '#shared/kernel';
import { Message } from '../data/message.entity.js';
import { view } from '../domain/message.js';

@QueryHandler(ListMessages)
export class ListMessagesHandler implements IQueryHandler<ListMessages> {
  constructor(@InjectRepository(Message) private readonly messages: Repository<Message>) {}

  async execute({ orderId }: ListMessages): Promise<ReplyOf<ListMessages>> {
    const somebody = caller();
    const messages = await this.messages.find({ where: { orderId }, order: { createdAt: 'ASC' } });
    return { data: messages.filter(({ userId }) => maySee(somebody, userId)).map(view) };
  }
}
