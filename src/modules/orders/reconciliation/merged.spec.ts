import { byOrder, upTo } from './merged.js';

describe('lists in the order of ids', () => {
  it.each([
    ['none has more', [[['a', 'b'], false] as const, [[], false] as const], { end: '', isLast: true }],
    ['one has more', [[['a', 'b'], true] as const, [['c'], false] as const], { end: 'b', isLast: false }],
    ['two have more', [[['a', 'c'], true] as const, [['a', 'b'], true] as const], { end: 'b', isLast: false }],
  ])('are read up to where the first of them ends: %s', (_, lists, expected) => {
    expect(upTo(lists.map(([ids, hasMore]) => ({ ids, hasMore })))).toEqual(expected);
  });

  it('are put together by the order, also where one of them has nothing', () => {
    const order = { id: 'a', status: 'confirmed', lines: [], total: 1, currency: 'EUR', refunds: null } as const;
    const stock = { orderId: 'b', state: 'held', lines: [] } as const;
    const nothing = { order: undefined, balance: undefined, stock: undefined };
    expect([...byOrder([order], [], [stock])]).toEqual([
      ['a', { ...nothing, order }],
      ['b', { ...nothing, stock }],
    ]);
    expect([...byOrder([], [], [], ['c'])]).toEqual([['c', nothing]]);
  });
});
