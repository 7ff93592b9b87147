import { filterOf, walkOf } from './query.js';
import { idOf, wanting } from './samples.fixtures.js';

it('asks for everything where nothing is looked for', () => {
  expect(filterOf(wanting({}))).toEqual({});
});

it('puts every value behind an operator, so that none is one', () => {
  expect(filterOf(wanting({ userId: '$where', words: ['$gt'] }))).toEqual({
    $and: [{ 'customer.id': { $eq: '$where' } }, { words: { $elemMatch: { $gte: '$gt', $lt: expect.any(String) } } }],
  });
});

it.each(['status', 'payment', 'userId', 'productId', 'currency', 'reason', 'from', 'to'])(
  'takes no %s but texts',
  (key) => {
    for (const hostile of [{ $gt: '' }, null, /./, ['a'], 7])
      expect(() => filterOf(wanting({ [key]: hostile }))).toThrow(TypeError);
  },
);

it('begins a page after an order, by its time and then its id', () => {
  const after = { placedAt: '2030-01-01T00:00:00.000Z', id: idOf(7) };
  expect(filterOf(wanting({}, { order: 'oldest', after }))).toEqual({
    $and: [
      { placedAt: { $gte: after.placedAt } },
      { $or: [{ placedAt: { $gt: after.placedAt } }, { placedAt: { $eq: after.placedAt }, _id: { $gt: after.id } }] },
    ],
  });
});

it.each([
  [{}, 'placed'],
  [{ status: 'pending', from: '2030' }, 'status'],
  [{ status: 'pending', payment: 'pending' }, 'payment'],
  [{ reason: 'out-of-stock', payment: 'none' }, 'reason'],
  [{ productId: idOf(1), reason: 'out-of-stock' }, 'product'],
  [{ userId: idOf(1), productId: idOf(1) }, 'customer'],
] as const)('walks past the fewest others: %j by %s', (criteria, index) => {
  expect(walkOf(criteria)).toBe(index);
});
