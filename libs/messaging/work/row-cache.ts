import { Recent } from '#libs/collections';
import { bornAt } from '../ids.js';
import type { Stored } from './rows.js';

/** Of each table, of all streams, and of each view: some seconds of orders. */
export const MOST_REMEMBERED = 4_000;

/** There is no such row. */
export const ABSENT = Symbol('absent');

/**
 * The rows of one table that this process's last batches loaded or wrote, by primary key. Nothing here is trusted: whoever
 * decides on it compares each row's xmin in the same transaction.
 */
export class RowCache {
  private readonly rows = new Recent<string, Stored>(MOST_REMEMBERED, (key) => this.isIncomplete(key));

  /** @param completeSince  every row whose key is younger is here, unless others wrote it: what is not here of those is not there */
  constructor(private completeSince = Date.now()) {}

  /** The row as it was last seen; undefined when nothing is known of it. */
  recall(key: string): Stored | typeof ABSENT | undefined {
    const row = this.rows.get(key);
    if (row) return row;
    return bornAt(key) > this.completeSince ? ABSENT : undefined;
  }

  keep(key: string, row: Stored): void {
    this.rows.set(key, row);
  }

  /** A row that is there and not kept here, and with it all that are older. */
  forget(key: string): void {
    this.rows.delete(key);
    this.isIncomplete(key);
  }

  private isIncomplete(key: string): void {
    this.completeSince = Math.max(this.completeSince, bornAt(key));
  }
}
