import { setTimeout as pause } from 'node:timers/promises';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { EffectCall } from '#libs/messaging';
import { ClientSpan } from '#libs/telemetry/nest-otel';
import { equals, type Money } from '#shared/kernel';
import type { CaptureCharge, ChargeOutcome, RefundOutcome } from '../messages.js';
import { AnotherAmount } from '../ports/another-amount.js';
import { type AnyRefund, PaymentProvider } from '../ports/payment-provider.js';
import type { ProviderPage } from '../ports/provider-account.js';
import { accountsIn } from './accounts-in.js';
import { attributesOf, PEER } from './call-attributes.js';
import type { Booked } from './stand-in/entry.js';
import { Ledger } from './stand-in/ledger.js';
import { isMethod, treatmentOf } from './stand-in/method.js';
import { NoAnswer } from '../ports/no-answer.js';

/** How long a call without an answer takes here: noticeable, and short, because other calls wait behind it. */
const WAIT_MS = 1_000;

/** A payment provider for development and tests: the token of the payment method decides the outcome, and a ledger records it. */
export class StandInProvider extends PaymentProvider implements OnModuleInit, OnApplicationShutdown {
  private readonly ledger: Ledger;

  /** @param silenceMs  for how long the outcome of a late charge stays unknown */
  constructor(
    url: string,
    private readonly silenceMs: number,
  ) {
    super();
    this.ledger = new Ledger(url);
  }

  onModuleInit(): Promise<void> {
    return this.ledger.open();
  }

  @ClientSpan('capture charge', PEER, attributesOf)
  async capture({ orderId, amount, method }: CaptureCharge, { key, signal }: EffectCall): Promise<ChargeOutcome> {
    const { outcome, answer } = treatmentOf(method);
    if (!isMethod(method)) return outcome;
    const booked = await this.ledger.book({ kind: 'charge', key, orderId, amount, method, outcome: outcome.kind });
    if (answer === 'lost') throw new NoAnswer(key);
    return this.told(booked, amount, signal);
  }

  @ClientSpan('find charge', PEER, attributesOf)
  async findCharge({ amount }: CaptureCharge, { key, signal }: EffectCall): Promise<ChargeOutcome | undefined> {
    const booked = await this.ledger.find({ kind: 'charge', key });
    return booked && this.told(booked, amount, signal);
  }

  @ClientSpan('refund charge', PEER, attributesOf)
  async refund({ orderId, amount }: AnyRefund, { key }: EffectCall): Promise<RefundOutcome> {
    await this.ledger.book({ kind: 'refund', key, orderId, amount, method: '', outcome: 'refunded' });
    return { kind: 'refunded' };
  }

  @ClientSpan('find refund', PEER, attributesOf)
  async findRefund(_: AnyRefund, { key }: EffectCall): Promise<RefundOutcome | undefined> {
    return (await this.ledger.find({ kind: 'refund', key })) && { kind: 'refunded' };
  }

  async listCharges(after: string | undefined, limit: number, before: Date): Promise<ProviderPage> {
    const charges = await this.ledger.list(after ?? '', limit, before);
    return { charges, next: charges.length === limit ? charges.at(-1)!.key : undefined };
  }

  async accountsOf(orderIds: readonly string[]) {
    // The refunds of an order stand beside each of its charges.
    return accountsIn(await this.ledger.accountsOf(orderIds), 'once for the order');
  }

  onApplicationShutdown(): Promise<void> {
    return this.ledger.close();
  }

  /** The outcome of a charge by the ledger, once the delay of a late charge is over. */
  private async told(charge: Booked, amount: Money, signal: AbortSignal): Promise<ChargeOutcome> {
    const { outcome, answer } = treatmentOf(charge.method);
    if (answer === 'late' && charge.ageMs < this.silenceMs) {
      await pause(WAIT_MS, undefined, { signal });
      throw new NoAnswer(charge.key);
    }
    if (!equals(charge.amount, amount)) throw new AnotherAmount(charge.key);
    return outcome;
  }
}
