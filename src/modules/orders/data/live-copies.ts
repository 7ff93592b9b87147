import { Injectable } from '@nestjs/common';
import { OrderCopies } from './order-copies.js';

/** Shorter than the time after which a dropped copy is removed, so that nobody searches one that is gone. */
const KNOWN_MS = 1_000;

/** The copies that can be searched: live, and filled. Known for a second. */
@Injectable()
export class LiveCopies {
  private known: Promise<ReadonlyMap<string, number>> | undefined;
  private readAt = -Infinity;

  constructor(private readonly copies: OrderCopies) {}

  /** Undefined: there is none in this store. */
  async in(store: string): Promise<number | undefined> {
    if (performance.now() - this.readAt > KNOWN_MS) {
      this.readAt = performance.now();
      this.known = this.read();
      this.known.catch(() => (this.readAt = -Infinity));
    }
    return (await this.known!).get(store);
  }

  private async read(): Promise<ReadonlyMap<string, number>> {
    const searched = (await this.copies.standings()).filter(({ state, filledAt }) => state === 'live' && filledAt);
    return new Map(searched.map(({ store, copy }) => [store, copy]));
  }
}
