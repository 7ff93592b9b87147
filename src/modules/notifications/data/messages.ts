import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import type * as domain from '../domain/delivery.js';
import type { Sendable } from '../domain/mail.js';
import type { MessageKey } from '../domain/message.js';
import { Contact } from './contact.entity.js';
import { Delivery } from './delivery.entity.js';
import { Message } from './message.entity.js';

/** A message, and how far its sending is. */
export interface Mailed {
  readonly message: Message;
  /** Undefined where e-mails are only kept. */
  readonly delivery: domain.Delivery | undefined;
}

/** Reads messages beside what belongs to them, each in one query. */
@Injectable()
export class Messages {
  constructor(@InjectRepository(Message) private readonly messages: Repository<Message>) {}

  /** The e-mails about an order, the oldest first. */
  async about(orderId: string): Promise<readonly Mailed[]> {
    const found = await this.mailed().where({ orderId }).orderBy('message.createdAt').getMany();
    return found.map(({ delivery, ...message }) => ({ message, delivery: delivery ?? undefined }));
  }

  /** Rejects when there is none: an effect is sent with its message, and a message is never deleted. */
  async toSend(key: MessageKey): Promise<Sendable> {
    const { contact, delivery, ...message } = await this.mailed()
      .leftJoinAndMapOne('message.contact', Contact, 'contact', 'contact.userId = message.userId')
      .where(key)
      .getOneOrFail();
    return { message, delivery: delivery ?? undefined, name: contact?.name ?? '' };
  }

  private mailed() {
    const same = 'delivery.orderId = message.orderId AND delivery.kind = message.kind';
    return this.messages
      .createQueryBuilder('message')
      .leftJoinAndMapOne('message.delivery', Delivery, 'delivery', same) as SelectQueryBuilder<Found>;
  }
}

type Found = Message & { readonly delivery?: Delivery | null; readonly contact?: Contact | null };
