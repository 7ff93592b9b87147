import type { StreamDefinition } from '#libs/messaging/streams';

/** How the events of an order are stored: apart from the stream, since who only reads them needs no tables. */
export const orderEvents: Pick<StreamDefinition<never, never>, 'name' | 'upcasters'> = { name: 'order', upcasters: {} };
