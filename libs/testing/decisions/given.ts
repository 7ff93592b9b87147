import type { Decision, Evolving, LoadedStream, StoredEvent } from '#libs/messaging/contract';
import { Decided } from './decided.js';

/** What has happened so far; a decision follows: `given(Order, placed).when((order) => place(command, { order }, item)).thenSends(…)`. */
export const given = <State, Event extends StoredEvent>(
  evolving: Evolving<State, Event>,
  ...events: readonly Event[]
): History<State, Event> => new History('', evolving, events);

/** A stream with its events, as a decision sees it. */
class History<State, Event extends StoredEvent> {
  constructor(
    private readonly id: string,
    private readonly evolving: Evolving<State, Event>,
    private readonly events: readonly Event[],
  ) {}

  /** The same, of the thing with this id. */
  of(id: string): History<State, Event> {
    return new History(id, this.evolving, this.events);
  }

  /** For decisions that see several streams. */
  get loaded(): LoadedStream<State, Event> {
    const { id, events, evolving } = this;
    const state = events.reduce((before, event) => evolving.evolve(before, event), evolving.initial);
    return { id, version: events.length, state, events };
  }

  when<D extends Decision>(decide: (stream: LoadedStream<State, Event>) => D): Decided<D> {
    return Decided.by(() => decide(this.loaded));
  }
}
