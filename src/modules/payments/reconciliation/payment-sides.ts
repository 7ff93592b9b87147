import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, type Repository } from 'typeorm';
import { newId } from '#libs/messaging';
import { between, type Compared, type Found, type Sides } from '#libs/reconciliation';
import { Payment } from '../data/payment.entity.js';
import { compare } from '../domain/reconciliation/compare.js';
import { PaymentProvider } from '../ports/payment-provider.js';
import type { ProviderAccount } from '../ports/provider-account.js';

/** Of a page: each of our payments is a question or more to the provider, and each list of theirs is one. */
const SHARE = 0.2;

/** Payments and the provider, both ways: what we have and they do not is found by ours, what they have and we do not by theirs. */
@Injectable()
export class PaymentSides implements Sides {
  constructor(
    @InjectRepository(Payment) private readonly payments: Repository<Payment>,
    private readonly provider: PaymentProvider,
  ) {}

  readonly passes = {
    'payments at the provider': this.ours.bind(this),
    'charges of the provider': this.theirs.bind(this),
  };

  async again(orderIds: readonly string[]): Promise<readonly Found[]> {
    return found(orderIds, await this.of(orderIds), await this.provider.accountsOf(orderIds));
  }

  /** What was never captured here is compared by theirs. Ids of orders grow with time. */
  private async ours(after: string | undefined, limit: number, before: Date): Promise<Compared> {
    const most = Math.ceil(limit * SHARE);
    const payments = await this.payments.find({
      where: { orderId: between(after, newId(before.getTime())), captured: MoreThan(0) },
      order: { orderId: 'ASC' },
      take: most,
    });
    const ids = payments.filter(({ since }) => since < before).map(({ orderId }) => orderId);
    const accounts = ids.length ? await this.provider.accountsOf(ids) : [];
    return {
      found: found(ids, payments, accounts),
      next: payments.length === most ? payments.at(-1)!.orderId : undefined,
    };
  }

  private async theirs(after: string | undefined, limit: number, before: Date): Promise<Compared> {
    const { charges, next } = await this.provider.listCharges(after, limit, before);
    const payments = await this.of(charges.map(({ orderId }) => orderId));
    const young = new Set(payments.filter(({ since }) => since >= before).map(({ orderId }) => orderId));
    const old = charges.filter(({ orderId }) => !young.has(orderId));
    const differences = old.flatMap((charge) => found([charge.orderId], payments, [charge]));
    return { found: differences, next };
  }

  private async of(orderIds: readonly string[]): Promise<Payment[]> {
    return orderIds.length ? this.payments.findBy({ orderId: In([...new Set(orderIds)]) }) : [];
  }
}

function found(
  orderIds: readonly string[],
  payments: readonly Payment[],
  accounts: readonly ProviderAccount[],
): readonly Found[] {
  const ours = new Map(payments.map((payment) => [payment.orderId, payment]));
  const theirs = new Map(accounts.map((account) => [account.orderId, account]));
  return orderIds.flatMap((id) => compare(id, ours.get(id), theirs.get(id)) ?? []);
}
