import { Inject, Injectable } from '@nestjs/common';
import { HOST, type Host } from '#libs/messaging';
import { BreakerOpen } from '#libs/resilience';
import { TooSlow, type DayTotal, type OrderDocuments, type Wanted } from '../ports/order-documents.js';
import type { OrderDocument } from '../domain/order-document.js';
import { LiveCopies } from './live-copies.js';
import { SearchStores } from './search-stores.js';
import { NoTurn, Turns } from './turns.js';

/** After this time a store that does not answer, or a copy that is being filled, is worth asking again. */
const RETRY_MS = 2_000;
/** Searches of a process at once: they take connections that other questions need. */
const MOST_AT_ONCE = 3;
const MOST_WAITING = 100;
const WAIT_MS = 1_000;

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
export class OrderSearch {
  private readonly turns = new Turns(MOST_AT_ONCE, MOST_WAITING, WAIT_MS);

  constructor(
    private readonly stores: SearchStores,
    private readonly copies: LiveCopies,
    @Inject(HOST) private readonly host: Host,
  ) {}

  /** Rejects with SearchAway or TooSlow. */
  search(wanted: Wanted): Promise<readonly OrderDocument[]> {
    return this.inTurn((store, copy) => store.search(copy, wanted));
  }

  /** Rejects with SearchAway or TooSlow. */
  totals(period: { readonly from: string; readonly to: string }): Promise<readonly DayTotal[]> {
    return this.inTurn((store, copy) => store.totals(copy, period));
  }

  private inTurn<T>(question: (store: OrderDocuments, copy: number) => Promise<T>): Promise<T> {
    return this.turns
      .run(() => this.ask(question))
      .catch((error: unknown) => {
        throw error instanceof NoTurn ? new SearchAway(RETRY_MS, { cause: error }) : error;
      });
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
    throw new SearchAway(why instanceof BreakerOpen ? Math.max(why.retryAfterMs, 1_000) : RETRY_MS, { cause: why });
  }

  private guarded<T>({ name }: OrderDocuments, work: () => Promise<T>): Promise<T> {
    const isAnswer = (error: unknown) => error instanceof TooSlow;
    return this.host.breakers.of(`orders to search in ${name}`, { isAnswer }).run(work);
  }
}
