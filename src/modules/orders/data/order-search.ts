import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { deadline, HOST, type Host } from '#libs/messaging';
import { BreakerOpen, Bulkhead } from '#libs/resilience';
import { observeQueue } from '#libs/telemetry';
import { TooSlow, type DayTotal, type OrderDocuments, type Wanted } from '../ports/order-documents.js';
import type { OrderDocument } from '../domain/order-document.js';
import { LiveCopies } from './live-copies.js';
import { SearchStores } from './search-stores.js';

/** After this time a store that does not answer, or a copy that is being filled, is worth asking again. */
const RETRY_MS = 2_000;
/** What a client is told at least. */
const LEAST_RETRY_MS = 1_000;
/** Searches of a process at once: they take connections that other questions need. */
const AT_ONCE = 3;
const LONGEST_WAIT_MS = 1_000;
/** The estimate before the first one has ended. */
const USUAL_MS = 20;

/** No store can be searched now: none answers, what it has is not complete yet, or too many search. */
export class SearchAway extends Error {
  constructor(
    readonly retryInMs: number,
    options?: ErrorOptions,
  ) {
    super('search is not available now', options);
  }
}

/** Searches the live copy of the first store that answers. A store that fails is left alone by its breaker. */
@Injectable()
export class OrderSearch implements OnModuleInit {
  private readonly bulkhead = new Bulkhead({
    atOnce: AT_ONCE,
    longestWaitMs: LONGEST_WAIT_MS,
    usualMs: USUAL_MS,
    refused: (retryInMs) => new SearchAway(Math.max(retryInMs, LEAST_RETRY_MS)),
  });

  constructor(
    private readonly stores: SearchStores,
    private readonly copies: LiveCopies,
    @Inject(HOST) private readonly host: Host,
  ) {}

  onModuleInit(): void {
    observeQueue(
      'searches',
      () => this.bulkhead.waiting,
      () => this.bulkhead.mostWaiting,
    );
  }

  /** Rejects with SearchAway or TooSlow. */
  search(wanted: Wanted): Promise<readonly OrderDocument[]> {
    return this.bulkhead.run(() => this.ask((store, copy) => store.search(copy, wanted)), deadline());
  }

  /** Rejects with SearchAway or TooSlow. */
  totals(period: { readonly from: string; readonly to: string }): Promise<readonly DayTotal[]> {
    return this.bulkhead.run(() => this.ask((store, copy) => store.totals(copy, period)), deadline());
  }

  private async ask<T>(question: (store: OrderDocuments, copy: number) => Promise<T>): Promise<T> {
    let why: unknown;
    for (const store of this.stores.inOrder) {
      try {
        const copy = await this.copies.in(store.name);
        if (copy !== undefined) return await this.guarded(store, () => question(store, copy));
      } catch (error) {
        if (error instanceof TooSlow) throw error;
        why = error;
      }
    }
    throw new SearchAway(why instanceof BreakerOpen ? Math.max(why.retryAfterMs, LEAST_RETRY_MS) : RETRY_MS, {
      cause: why,
    });
  }

  private guarded<T>({ name }: OrderDocuments, work: () => Promise<T>): Promise<T> {
    const isAnswer = (error: unknown) => error instanceof TooSlow;
    return this.host.breakers.of(`orders to search in ${name}`, { isAnswer }).run(work);
  }
}
