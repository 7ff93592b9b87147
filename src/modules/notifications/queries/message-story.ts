import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { type IStoryteller, Storyteller } from '#libs/messaging/ops';
import { Message } from '../data/message.entity.js';

/** The e-mails about an order, without their recipients. */
@Injectable()
@Storyteller()
export class MessageStory implements IStoryteller {
  constructor(@InjectRepository(Message) private readonly messages: Repository<Message>) {}

  async factsOf(orderId: string) {
    const messages = await this.messages.findBy({ orderId });
    return messages.map(({ kind, status, createdAt }) => ({
      at: createdAt,
      what: `e-mail ${kind}`,
      details: { status },
    }));
  }
}
