import type { Type } from '@nestjs/common';
import type { Evolving, StoredEvent } from '#libs/messaging/contract';
import type { About, Projection, StreamDefinition } from '#libs/messaging/streams';

/**
 * Declares an event-sourced aggregate.
 * @param name  prefix of its streams: `order` gives `order-<id>`
 * @param evolving  its initial state and what each event makes of it
 */
export function eventStream<State, Event extends StoredEvent>(
  name: string,
  evolving: Evolving<State, Event>,
  options: { upcasters?: StreamDefinition<State, Event>['upcasters']; views?: readonly Projection<any, Event>[] } = {},
): StreamDefinition<State, Event> {
  return { name, evolving, upcasters: options.upcasters ?? {}, views: options.views ?? [] };
}

/** A view computed from the stream: written in the transaction that appends, rebuilt by the same function. */
export const project = <Row extends object, Event extends StoredEvent>(
  entity: Type<Row>,
  fill: (view: Row | undefined, event: Event, about: About) => Row,
): Projection<Row, Event> => ({ entity, project: fill });
