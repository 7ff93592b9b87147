import type { Type } from '@nestjs/common';
import type { LoadedStream, StoredEvent } from '../contract/index.js';
import { currentForm, type StreamDefinition } from '../streams/index.js';

/** An event to append. */
export interface Appended {
  readonly stream: string;
  readonly version: number;
  readonly event: StoredEvent;
  readonly at: Date;
  /** Its cause (caller, message, trace), as JSON text. */
  readonly headers: string;
}

/** A view row computed from a stream. */
export interface Projected {
  readonly entity: Type<object>;
  /** The id of the stream, which is also that of the view row. */
  readonly id: string;
  readonly row: object;
  readonly version: number;
  /** The stream began in this batch, so the view row does not exist yet. */
  readonly isFirst: boolean;
}

/** State and views of a stream after its events so far. Immutable, so that it can be kept in memory between batches. */
export interface Snapshot {
  readonly events: readonly StoredEvent[];
  readonly state: unknown;
  /** Rows by projection. */
  readonly views: readonly (object | undefined)[];
}

/** One stream of a batch: its state after the stored events and those that this batch appends. */
export class StreamState {
  private readonly fresh: Appended[] = [];
  private now: Snapshot;

  /** @param remembered  the state after an earlier batch; the stream is not read again and must be guarded */
  constructor(
    private readonly definition: StreamDefinition<unknown, StoredEvent>,
    private readonly id: string,
    readonly remembered?: Snapshot,
  ) {
    const { evolving, views } = definition;
    this.now = remembered ?? { events: [], state: evolving.initial, views: views.map(() => undefined) };
  }

  static nameOf = (definition: StreamDefinition<any, any>, id: string): string => `${definition.name}-${id}`;

  /** Applies a stored event, after upcasting it to its current form. */
  replay(event: StoredEvent, at: Date): void {
    this.now = this.after([currentForm(this.definition, event)], at);
  }

  /** Computes the new state and returns the function that applies it: a throw in `evolve` or `project` changes nothing. */
  append(events: readonly StoredEvent[], at: Date, headers: string): () => void {
    const next = this.after(events, at);
    const stream = StreamState.nameOf(this.definition, this.id);
    const first = this.now.events.length + 1;
    return () => {
      this.now = next;
      events.forEach((event, i) => this.fresh.push({ stream, version: first + i, event, at, headers }));
    };
  }

  get snapshot(): Snapshot {
    return this.now;
  }

  get loaded(): LoadedStream<unknown> {
    const { events, state } = this.now;
    return { id: this.id, version: events.length, state, events };
  }

  get appended(): readonly Appended[] {
    return this.fresh;
  }

  /** The view rows computed from the appended events; their version is that of the stream. */
  get projected(): readonly Projected[] {
    if (this.fresh.length === 0) return [];
    const { views, events } = this.now;
    const [version, isFirst] = [events.length, events.length === this.fresh.length];
    return this.definition.views.map(({ entity }, i) => ({ entity, id: this.id, row: views[i]!, version, isFirst }));
  }

  private after(events: readonly StoredEvent[], at: Date): Snapshot {
    const { evolving, views: projections } = this.definition;
    const before = this.now;
    const views = [...before.views];
    let { state } = before;
    events.forEach((event, n) => {
      state = evolving.evolve(state, event);
      const about = { id: this.id, version: before.events.length + n + 1, at };
      projections.forEach(({ project }, i) => (views[i] = project(views[i], event, about)));
    });
    return { events: [...before.events, ...events], state, views };
  }
}
