import { canonical, contentHash } from './canonical.js';
import { differences } from './differences.js';

const document = (id: string, version: number, more: object = { status: 'placed' }) => ({ id, version, ...more });

it('documents that are the same are no difference, whatever the order of their members', () => {
  const copied = [{ version: 2, lines: [{ b: 1, a: null }], id: 'a' }];
  expect(differences(copied, [{ id: 'a', version: 2, lines: [{ a: null, b: 1 }] }])).toEqual([]);
});

it.each([
  ['missing', [], [document('a', 1)], null, 1],
  ['extra', [document('a', 1)], [], 1, null],
  ['behind', [document('a', 1)], [document('a', 2)], 1, 2],
  ['different', [document('a', 2, { status: 'lost' })], [document('a', 2)], 2, 2],
  ['different', [document('a', 2, { lines: [2, 1] })], [document('a', 2, { lines: [1, 2] })], 2, 2],
  ['different', [document('a', 2, {})], [document('a', 2, { reason: null })], 2, 2],
  ['different', [document('a', 3)], [document('a', 2)], 3, 2],
])('what is %s is named', (kind, copied, truth, version, wanted) =>
  expect(differences(copied, truth)).toEqual([{ id: 'a', kind, copied: version, true: wanted }]),
);

it('names them by id', () => {
  const found = differences([document('c', 1), document('a', 1)], [document('b', 1), document('c', 1)]);
  expect(found.map(({ id, kind }) => [id, kind])).toEqual([
    ['a', 'extra'],
    ['b', 'missing'],
  ]);
});

it('the canonical text tells values apart that differ', () => {
  expect(canonical({ b: [{ d: 1, c: 'x' }], a: undefined })).toBe('{"b":[{"c":"x","d":1}]}');
  const all = [1, '1', null, [], {}, [1], { a: 1 }, { a: '1' }].map(contentHash);
  expect(new Set(all).size).toBe(all.length);
});
