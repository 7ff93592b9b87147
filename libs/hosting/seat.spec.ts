import { contexts } from './contexts.fixtures.js';
import { monolithPlacement, splitPlacement } from './placement/index.js';
import { entryOf, idOf, seatIn } from './seat.js';

const split = splitPlacement(contexts, ['till']);

it('is found by name, and by nothing where there is one process', () => {
  expect(idOf(seatIn(split, 'till', '2'))).toBe('till-2');
  expect(idOf(seatIn(monolithPlacement(contexts), undefined, '1'))).toBe('monolith-1');
});

it.each([
  [undefined, /has several processes\. Say which one this is: .* one of rest, till\./],
  ['tills', /has no process tills; it has rest, till\./],
])('says what is wrong with the name %s', (name, sentence) => {
  expect(() => seatIn(split, name, '1')).toThrow(sentence);
});

it('takes what a list says for its replica', () => {
  const seat = seatIn(split, 'till', '2');
  expect(entryOf(seat, [1, 2], 'ports')).toBe(2);
  expect(entryOf(seat, undefined, 'ports')).toBeUndefined();
  expect(() => entryOf(seat, [1], 'ports')).toThrow('lists 1 ports for till, none for replica 2');
});

it('where Consul is told, a replica may be started beside those of a list', () => {
  const seat = seatIn(splitPlacement(contexts, ['till'], 'tcp', 'consul'), 'till', 'blue');
  expect(entryOf(seat, [1], 'ports')).toBeUndefined();
});
