import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { orderDocuments } from './order-documents.projection.js';

/** Shorter than the time after which a dropped copy is removed, so that nobody searches one that is gone. */
const KNOWN_MS = 1_000;

const LIVE = `
  SELECT store, copy FROM projection_copy JOIN projection_progress USING (projection, store, copy)
  WHERE projection = $1 AND state = 'live' AND filled_at IS NOT NULL`;

/** The copies that can be searched: live, and filled. Known for a second. */
@Injectable()
export class LiveCopies {
  private known: Promise<ReadonlyMap<string, number>> | undefined;
  private readAt = -Infinity;

  constructor(private readonly db: DataSource) {}

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
    const rows = await this.db.query<{ store: string; copy: number }[]>(LIVE, [orderDocuments.name]);
    return new Map(rows.map(({ store, copy }) => [store, copy]));
  }
}
