import type { Type } from '@nestjs/common';
import type { Evolving, LoadedStream, StoredEvent } from '../contract/index.js';
import type { Load } from '../work/loads.js';

/** Computes a view row from the events of one stream. `project` is pure; the view is undefined while there is no row. */
export interface Projection<Row extends object, Event extends StoredEvent> {
  readonly entity: Type<Row>;
  project(view: Row | undefined, event: Event, about: About): Row;
}

/** What a projection gets besides the event's data. */
export interface About {
  readonly id: string;
  readonly version: number;
  readonly at: Date;
}

/** An event-sourced aggregate: its name, its `evolve` function, the upcasters of old events, its views. */
export interface StreamDefinition<State, Event extends StoredEvent> {
  readonly name: string;
  readonly evolving: Evolving<State, Event>;
  /** Old event type → function that returns the current form. */
  readonly upcasters: Readonly<Record<string, (event: StoredEvent) => StoredEvent>>;
  readonly views: readonly Projection<any, Event>[];
}

/** A stored event in its current form: an old one is upcast. */
export const currentForm = (
  { upcasters }: Pick<StreamDefinition<unknown, StoredEvent>, 'upcasters'>,
  event: StoredEvent,
): StoredEvent => upcasters[event.type]?.(event) ?? event;

export interface StreamLoad<Out, Set> extends Load<Out, Set> {
  readonly kind: 'stream';
  readonly stream: StreamDefinition<any, any>;
  readonly id: string;
  /** Its id was just made, so it has no events and is not read. */
  readonly isNew: boolean;
}

/** The stream with this id: its state, and the events to append under the load's name. Protected by unique (stream, version), not locked. */
export function stream<State, Event extends StoredEvent>(
  definition: StreamDefinition<State, Event>,
  id: string,
): StreamLoad<LoadedStream<State, Event>, readonly Event[]> {
  return { kind: 'stream', stream: definition, id, isNew: false };
}

/** A stream that begins in this decision, with an id that was just made: nothing is read, and appending to an existing stream is refused. */
export function newStream<State, Event extends StoredEvent>(
  definition: StreamDefinition<State, Event>,
  id: string,
): StreamLoad<LoadedStream<State, Event>, readonly Event[]> {
  return { ...stream(definition, id), isNew: true };
}
