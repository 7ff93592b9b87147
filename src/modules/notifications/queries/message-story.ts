import { Injectable } from '@nestjs/common';
import { type IStoryteller, type OwnFact, Storyteller } from '#libs/messaging/ops';
import { type Mailed, Messages } from '../data/messages.js';
import { kindOf } from '../domain/message.js';

/** The e-mails about an order, without their recipients. */
@Injectable()
@Storyteller()
export class MessageStory implements IStoryteller {
  constructor(private readonly messages: Messages) {}

  async factsOf(orderId: string) {
    const mails = await this.messages.about(orderId);
    return mails.flatMap(factsOf);
  }
}

function factsOf({ message, delivery }: Mailed): readonly OwnFact[] {
  const what = `e-mail ${kindOf(message.kind)}`;
  const written = { at: message.createdAt, what, details: { status: message.status } };
  if (!delivery) return [written];
  const { status, since, reason } = delivery;
  return [written, { at: since, what: `${what} ${status}`, details: { status, ...(reason !== null && { reason }) } }];
}
