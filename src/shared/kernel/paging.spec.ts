import { z } from 'zod';
import { cursorAt, paged, startOf } from './paging.js';

const bad = () => new Error('bad cursor');
const start = (cursor?: string) => startOf(cursor, z.int(), bad);

describe('paging', () => {
  it('points at the last row of a page that is not the last one', () => {
    const { data, page } = paged([1, 2, 3], 2, (row) => row);
    expect(data).toEqual([1, 2]);
    expect(page.hasMore).toBe(true);
    expect(start(page.next!)).toBe(2);
  });

  it.each([[[1, 2]], [[1]], [[]]])('ends with %j', (rows: number[]) => {
    expect(paged(rows, 2, (row) => row)).toEqual({ data: rows, page: { next: null, hasMore: false } });
  });

  it('begins at the beginning without a cursor', () => {
    expect(start()).toBeUndefined();
  });

  it.each(['', 'x', '%%%', cursorAt('text'), cursorAt({ id: 1 }), cursorAt(1.5)])(
    'refuses the cursor "%s"',
    (cursor) => {
      expect(() => start(cursor)).toThrow('bad cursor');
    },
  );
});
