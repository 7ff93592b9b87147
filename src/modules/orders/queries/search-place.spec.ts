import fc from 'fast-check';
import { paged } from '#libs/messaging/paging';
import { anyCursor } from '#libs/testing/inputs';
import { SearchOrders } from '#shared/contracts/orders';
import type { OrderDocument } from '../domain/order-document.js';
import { keyOf, placeAt } from './search-place.js';

const place = { placedAt: '2030-01-31T12:00:00.000Z', id: '01990000-0000-7000-8000-000000000001' };
const row = place as OrderDocument;
const cursorOf = (key: unknown) => paged([row, row], 1, () => key).page.next!;

it('a cursor tells the place of the last order that was shown', () => {
  expect(placeAt(SearchOrders, cursorOf(keyOf(row)))).toEqual(place);
  expect(placeAt(SearchOrders, undefined)).toBeUndefined();
});

it.each([
  ['of the list without filters', place.id],
  ['with a time that is none', ['now', place.id]],
  ['with a time in another spelling', ['2030-01-31T12:00:00Z', place.id]],
  ['with a time that PostgreSQL does not know', ['0000-01-31T12:00:00.000Z', place.id]],
  ['with an id that is none', [place.placedAt, 'x']],
  ['with an operator', [{ $gt: '' }, place.id]],
  ['with more than a place', [place.placedAt, place.id, 1]],
])('a cursor %s is refused', (_, key) => {
  expect(() => placeAt(SearchOrders, cursorOf(key))).toThrow('orders.bad-cursor');
});

it('no text but a cursor is taken', () => {
  fc.assert(
    fc.property(anyCursor, (cursor) => {
      expect(() => placeAt(SearchOrders, cursor)).toThrow('orders.bad-cursor');
    }),
  );
});
