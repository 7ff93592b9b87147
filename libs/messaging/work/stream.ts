import type { Type } from '@nestjs/common';
import type { Evolving, LoadedStream, StoredEvent } from '../contract/index.js';
import type { Load } from './loads.js';

/** Fills a view from the events of one stream. `project` is pure; a view of undefined means: no row yet. */
export interface Projection<Row extends object, Event extends StoredEvent> {
  readonly entity: Type<Row>;
  project(view: Row | undefined, event: Event, about: About): Row;
}

/** What a projection knows of an event besides its data. */
export interface About {
  readonly id: string;
  readonly version: number;
  readonly at: Date;
}

/** An event-sourced aggregate: its name, how it evolves, what older events become, which views follow from it. */
export interface StreamDefinition<State, Event extends StoredEvent> {
  readonly name: string;
  readonly evolving: Evolving<State, Event>;
  /** Old event type → what it is today. */
  readonly upcasters: Readonly<Record<string, (event: StoredEvent) => StoredEvent>>;
  readonly views: readonly Projection<any, Event>[];
}

export interface StreamLoad<Out, Set> extends Load<Out, Set> {
  readonly kind: 'stream';
  readonly stream: StreamDefinition<any, any>;
  readonly id: string;
  /** Nobody can have appended to it: it is not read. */
  readonly isNew: boolean;
}

/** The stream with this id: its state, and the events to append under the load's name. Guarded by (stream, version), not locked. */
export function stream<State, Event extends StoredEvent>(
  definition: StreamDefinition<State, Event>,
  id: string,
): StreamLoad<LoadedStream<State, Event>, readonly Event[]> {
  return { kind: 'stream', stream: definition, id, isNew: false };
}

/** The stream of something that begins in this decision, under an id that was just made: nothing is read, and appending to one that exists is refused. */
export function newStream<State, Event extends StoredEvent>(
  definition: StreamDefinition<State, Event>,
  id: string,
): StreamLoad<LoadedStream<State, Event>, readonly Event[]> {
  return { ...stream(definition, id), isNew: true };
}
