import { Recent } from '#libs/collections';
import { MOST_REMEMBERED, RowCache } from './row-cache.js';
import type { Snapshot } from './stream-state.js';
import type { Table } from './table.js';

/** The streams and rows of a context that recent batches of this process have used, so that the next batch need not read them. */
export class Memory {
  /** May be stale when another replica has appended: then unique (stream, version) rejects an append, and a guard a mere read. */
  readonly streams = new Recent<string, Snapshot>(MOST_REMEMBERED);
  private readonly rows = new Map<Table, RowCache>();
  private since = Date.now();

  of(table: Table): RowCache {
    let rows = this.rows.get(table);
    if (!rows) this.rows.set(table, (rows = new RowCache(this.since)));
    return rows;
  }

  /** Called after a conflict, since any entry may be stale. */
  clear(): void {
    this.streams.clear();
    this.rows.clear();
    this.since = Date.now();
  }
}
