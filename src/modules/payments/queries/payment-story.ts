import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { type IStoryteller, Storyteller } from '#libs/messaging/ops';
import { format, money } from '#shared/kernel';
import { Payment } from '../data/payment.entity.js';

/** The payment as it stands. Calls to the provider that are under way are effects, which the engine tells. */
@Injectable()
@Storyteller()
export class PaymentStory implements IStoryteller {
  constructor(@InjectRepository(Payment) private readonly payments: Repository<Payment>) {}

  async factsOf(orderId: string) {
    const payment = await this.payments.findOneBy({ orderId });
    if (!payment) return [];
    const { status, since, amount, captured, refunded, currency, reason } = payment;
    const sums = Object.entries({ asked: amount, captured, refunded }).map(
      ([name, sum]) => [name, format(money(sum, currency))] as const,
    );
    return [
      { at: since, what: `payment ${status}`, details: { ...Object.fromEntries(sums), ...(reason && { reason }) } },
    ];
  }
}
