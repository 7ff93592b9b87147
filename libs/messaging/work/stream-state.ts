import type { Type } from '@nestjs/common';
import type { Loaded, StoredEvent } from '../contract/index.js';
import type { StreamDefinition } from './stream.js';

/** An event to append. */
export interface Appended {
  readonly stream: string;
  readonly version: number;
  readonly event: StoredEvent;
  readonly at: Date;
  /** Who and what caused it, as JSON text. */
  readonly headers: string;
}

/** A view row that follows from a stream. */
export interface Projected {
  readonly entity: Type<object>;
  /** Of the stream, and so of the view. */
  readonly id: string;
  readonly row: object;
  readonly version: number;
}

/** One stream of a batch: its state after the events that are stored and those that this batch appends. */
export class StreamState {
  private readonly events: StoredEvent[] = [];
  private readonly fresh: Appended[] = [];
  private state: unknown;
  /** Views by projection, kept current event by event. */
  private views: (object | undefined)[];

  constructor(
    private readonly definition: StreamDefinition<unknown, StoredEvent>,
    private readonly id: string,
  ) {
    this.state = definition.evolving.initial;
    this.views = definition.views.map(() => undefined);
  }

  static nameOf = (definition: StreamDefinition<any, any>, id: string): string => `${definition.name}-${id}`;

  /** An event as it was stored: what has changed its form since is brought up to date first. */
  replay(event: StoredEvent, at: Date): void {
    this.follow([this.definition.upcasters[event.type]?.(event) ?? event], at)();
  }

  /** Tries the events and returns what makes them so: a throw in `evolve` or `project` changes nothing. */
  append(events: readonly StoredEvent[], at: Date, headers: string): () => void {
    const become = this.follow(events, at);
    const stream = StreamState.nameOf(this.definition, this.id);
    const first = this.events.length + 1;
    return () => {
      become();
      events.forEach((event, i) => this.fresh.push({ stream, version: first + i, event, at, headers }));
    };
  }

  get loaded(): Loaded<unknown> {
    return { id: this.id, version: this.events.length, state: this.state, events: this.events.slice() };
  }

  get appended(): readonly Appended[] {
    return this.fresh;
  }

  /** The view rows that follow from what was appended; the version is that of the stream. */
  get projected(): readonly Projected[] {
    if (this.fresh.length === 0) return [];
    return this.definition.views.map((projection, i) => ({ entity: projection.entity, id: this.id, row: this.views[i]!, version: this.events.length }));
  }

  private follow(events: readonly StoredEvent[], at: Date): () => void {
    const { evolving, views: projections } = this.definition;
    let state = this.state;
    const views = this.views.slice();
    events.forEach((event, n) => {
      state = evolving.evolve(state, event);
      const about = { id: this.id, version: this.events.length + n + 1, at };
      projections.forEach(({ project }, i) => (views[i] = project(views[i], event, about)));
    });
    return () => {
      this.state = state;
      this.views = views;
      this.events.push(...events);
    };
  }
}
