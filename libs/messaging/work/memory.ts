import { Recent } from '#libs/collections';
import { MOST_REMEMBERED, RowCache } from './row-cache.js';
import type { Snapshot } from './stream-state.js';
import type { Table } from './table.js';

/** What a context's last batches in this process left of its streams and rows, so that the next one need not read them. */
export class Memory {
  /** May be old when another replica has appended: unique (stream, version) refuses who appends, and who only reads is guarded. */
  readonly streams = new Recent<string, Snapshot>(MOST_REMEMBERED);
  private readonly rows = new Map<Table, RowCache>();
  private since = Date.now();

  of(table: Table): RowCache {
    let rows = this.rows.get(table);
    if (!rows) this.rows.set(table, (rows = new RowCache(this.since)));
    return rows;
  }

  /** After a conflict nothing here can be trusted. */
  clear(): void {
    this.streams.clear();
    this.rows.clear();
    this.since = Date.now();
  }
}
