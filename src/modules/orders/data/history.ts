import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { eventsFrom, type StoredChange } from '#libs/event-store';
import type { JournalEntry } from '#libs/sagas/steps';
import type { OrderEvent } from '../domain/order.js';
import type { Checkout } from '../sagas/checkout.steps.js';
import type { Refunding } from '../sagas/refund.steps.js';
import { checkoutStream } from './checkout.stream.js';
import { orderStream } from './order.stream.js';
import { refundStream } from './refund.stream.js';

/** Reads the events of orders, of their checkouts and of their refunds. */
@Injectable()
export class History {
  constructor(private readonly db: DataSource) {}

  /** Up to `most` events after a version, the oldest first; undefined when the order never had that version. */
  async after(id: string, version: number, most: number): Promise<readonly StoredChange<OrderEvent>[] | undefined> {
    if (version === 0) return eventsFrom(this.db, orderStream, id, 1, most);
    const [known, ...events] = await eventsFrom(this.db, orderStream, id, version, most + 1);
    return known && events;
  }

  /** The first entries of the journal of its checkout; none where there is no such order. */
  journal(id: string, most: number): Promise<readonly StoredChange<JournalEntry<Checkout>>[]> {
    return eventsFrom(this.db, checkoutStream, id, 1, most);
  }

  /** The same of a refund. */
  refund(refundId: string, most: number): Promise<readonly StoredChange<JournalEntry<Refunding>>[]> {
    return eventsFrom(this.db, refundStream, refundId, 1, most);
  }

  /** The order that is refunded; undefined when there is no such refund. */
  async orderOfRefund(refundId: string): Promise<string | undefined> {
    const [started] = await this.refund(refundId, 1);
    return started?.event.data.of?.data.orderId;
  }

  versionsOf(ids: readonly string[]): Promise<{ id: string; version: number }[]> {
    return this.db.query('SELECT id, version FROM order_view WHERE id = ANY($1::uuid[])', [ids]);
  }
}
