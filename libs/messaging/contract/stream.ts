/** A stored event of a stream: type name, and data as plain JSON. */
export interface StoredEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** Initial state and `evolve` function of an event-sourced aggregate. Pure. */
export interface Evolving<State, Event extends StoredEvent> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
}

/** A stream as a decision sees it: the state after `version` events; 0: it does not exist yet. */
export interface LoadedStream<State, Event extends StoredEvent = StoredEvent> {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  readonly events: readonly Event[];
}
