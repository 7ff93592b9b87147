import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { eventsFrom, type StoredChange } from '#libs/event-store';
import type { JournalEntry } from '#libs/sagas/steps';
import type { OrderEvent } from '../domain/order.js';
import type { Checkout } from '../sagas/checkout.steps.js';
import { checkoutStream } from './checkout.stream.js';
import { orderStream } from './order.stream.js';

/** Reads the events of orders and of their checkouts. */
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

  versionsOf(ids: readonly string[]): Promise<{ id: string; version: number }[]> {
    return this.db.query('SELECT id, version FROM order_view WHERE id = ANY($1::uuid[])', [ids]);
  }
}
