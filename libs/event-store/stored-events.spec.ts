import type { StoredEvent } from '#libs/messaging';
import { eventsFrom, eventStream } from './index.js';

type Placed = StoredEvent<'placed', { readonly quantity: number }>;
const stream = eventStream<null, Placed>(
  'order',
  { initial: null, evolve: () => null },
  { upcasters: { ordered: ({ data }) => ({ type: 'placed', data: { quantity: (data as { count: number }).count } }) } },
);

it('a history shows an old event in its current form, as decisions see it', async () => {
  const at = new Date();
  const rows = [
    { version: 1, type: 'ordered', data: '{"count":2}', at },
    { version: 2, type: 'placed', data: '{"quantity":3}', at },
  ];
  const query = async <T>() => rows as T;
  expect(await eventsFrom({ query }, stream, 'a', 1, 10)).toEqual([
    { event: { type: 'placed', data: { quantity: 2 } }, version: 1, at },
    { event: { type: 'placed', data: { quantity: 3 } }, version: 2, at },
  ]);
});
