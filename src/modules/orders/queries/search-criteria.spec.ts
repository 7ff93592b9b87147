import { SearchOrders } from '#shared/contracts/orders';
import { criteriaOf, type Filters } from './search-criteria.js';

const criteria = (filters: Filters) => criteriaOf(SearchOrders, filters);

it('what is not asked is no criterion', () => {
  expect(criteria({})).toEqual({});
});

it.each([
  ['2030-01-31T12:00Z', '2030-01-31T12:00:00.000Z'],
  ['2030-01-31T12:00:00Z', '2030-01-31T12:00:00.000Z'],
  ['2030-01-31T12:00:00.123456Z', '2030-01-31T12:00:00.123Z'],
])('the time %s is compared as %s', (given, time) => {
  expect(criteria({ placedFrom: given, placedTo: given })).toEqual({ from: time, to: time });
});

it('a text is looked for by its words, whatever else is in it', () => {
  expect(criteria({ text: 'Ada, {"$ne": null} ÉCLAIR' })).toEqual({ words: ['ada', 'ne', 'null', 'eclair'] });
});

it('five words are looked for, of which none is counted twice; six are refused', () => {
  expect(criteria({ text: 'a b c d e A B C' }).words).toHaveLength(5);
  expect(() => criteria({ text: 'a b c d e f' })).toThrow('orders.too-many-words');
});

// The last one is a letter (Lm) that is a blank and a mark when it is taken apart.
it.each(['%', '$', '...', '☃', '\u037A'])('"%s" finds nothing, and not everything', (text) => {
  expect(() => criteria({ text })).toThrow('orders.no-words');
});
