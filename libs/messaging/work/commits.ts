import type { Type } from '@nestjs/common';
import { PassingMap, Recent } from '#libs/collections';
import { MOST_REMEMBERED } from './row-cache.js';
import type { Projected } from './stream-state.js';

export type Listener = (row: object) => void;

/** Notifies waiting queries when a commit of this process has changed a view row, and keeps the latest rows. */
export class Commits {
  private readonly latest = new Map<Type<object>, Recent<string, object>>();
  private readonly ofAll = new Map<Type<object>, readonly Listener[]>();
  private readonly listeners = new Map<Type<object>, PassingMap<string, Set<Listener>>>();

  /** Calls the listener at every change of the view row with this id, until the returned function is called. */
  hear(entity: Type<object>, id: string, listener: Listener): () => void {
    const ofEntity = this.listeners.get(entity) ?? new PassingMap<string, Set<Listener>>();
    this.listeners.set(entity, ofEntity);
    const all = ofEntity.get(id) ?? new Set();
    ofEntity.set(id, all.add(listener));
    return () => {
      all.delete(listener);
      if (!all.size) ofEntity.delete(id);
    };
  }

  /** Calls the listener at every change of any view row of the entity. */
  hearAll(entity: Type<object>, listener: Listener): void {
    this.ofAll.set(entity, [...(this.ofAll.get(entity) ?? []), listener]);
  }

  tell(views: readonly Projected[]): void {
    for (const { entity, id, row } of views) {
      this.remember(entity, id, row);
      this.ofAll.get(entity)?.forEach((listener) => listener(row));
      this.listeners
        .get(entity)
        ?.get(id)
        ?.forEach((listener) => listener(row));
    }
  }

  /** The row as of the last commit of this process, if recent; another replica may have changed it since. */
  lastOf(entity: Type<object>, id: string): object | undefined {
    return this.latest.get(entity)?.get(id);
  }

  private remember(entity: Type<object>, id: string, row: object): void {
    const rows = this.latest.get(entity) ?? new Recent<string, object>(MOST_REMEMBERED);
    this.latest.set(entity, rows);
    rows.set(id, row);
  }
}
