import type { Snapshot } from './stream-state.js';

const MOST = 5_000;

/**
 * What the last batches left of their streams, so that the next step of an order reads nothing. Written through after each commit.
 * It may be old when another replica has appended since: whoever appends is refused by unique (stream, version), and whoever
 * only reads is guarded in the same transaction.
 */
export class StreamCache {
  private readonly snapshots = new Map<string, Snapshot>();

  get(stream: string): Snapshot | undefined {
    return this.snapshots.get(stream);
  }

  keep(stream: string, snapshot: Snapshot): void {
    this.snapshots.delete(stream); // the last one kept is the last to be forgotten
    this.snapshots.set(stream, snapshot);
    if (this.snapshots.size > MOST) this.snapshots.delete(this.snapshots.keys().next().value!);
  }

  /** After a conflict nothing here can be trusted. */
  clear(): void {
    this.snapshots.clear();
  }
}
