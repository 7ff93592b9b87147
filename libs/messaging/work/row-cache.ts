import { Recent } from '#libs/collections';
import { bornAt } from '../ids.js';
import type { Stored } from './rows.js';

/** Entries kept per table, for all streams, and per view: enough for some seconds of orders. */
export const MOST_REMEMBERED = 4_000;

/** Known not to exist. */
export const ABSENT = Symbol('absent');

/**
 * The rows of one table that recent batches of this process have loaded or written, by primary key. Entries may be stale: the
 * transaction that uses a row also compares its xmin.
 */
export class RowCache {
  private readonly rows = new Recent<string, Stored>(MOST_REMEMBERED, (key) => this.isIncomplete(key));

  /** @param completeSince  of rows with a newer key, those written by this process are all here; a missing one is assumed not to exist */
  constructor(private completeSince = Date.now()) {}

  /** The row as last seen; undefined when it is unknown whether it exists. */
  recall(key: string): Stored | typeof ABSENT | undefined {
    const row = this.rows.get(key);
    if (row) return row;
    return bornAt(key) > this.completeSince ? ABSENT : undefined;
  }

  keep(key: string, row: Stored): void {
    this.rows.set(key, row);
  }

  /** This row exists and is no longer kept, so nothing is known about it nor about older missing ones. */
  forget(key: string): void {
    this.rows.delete(key);
    this.isIncomplete(key);
  }

  private isIncomplete(key: string): void {
    this.completeSince = Math.max(this.completeSince, bornAt(key));
  }
}
