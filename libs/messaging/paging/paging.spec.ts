import fc from 'fast-check';
import { z } from 'zod';
import { anyCursor } from '#libs/testing/inputs';
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

  const key = z.tuple([z.uuid().toLowerCase(), z.string().regex(/^[a-z]+$/)]);
  const good = ['01890a5d-ac96-774b-bcce-b30209900001', 'store'] as const;

  it.each([
    ['a NUL', cursorAt([good[0], 'sto\0re'])],
    ['another spelling of the key', cursorAt([good[0].toUpperCase(), 'store'])],
    ['blanks in the JSON', Buffer.from(JSON.stringify(good, null, 1)).toString('base64url')],
    ['more after the key', cursorAt([...good, 1])],
    ['padding', `${cursorAt(good)}=`],
    ['a character that base64url has not', `${cursorAt(good)}!`],
    ['a name twice', Buffer.from('{"id":1,"id":2}').toString('base64url')],
  ])('refuses a cursor with %s', (_, cursor) => expect(() => startOf(cursor, key, bad)).toThrow('bad cursor'));

  it('takes no text but the one that it made', () => {
    fc.assert(
      fc.property(fc.oneof(anyCursor, fc.constant(cursorAt(good))), (cursor) => {
        try {
          expect(cursorAt(startOf(cursor, key, bad))).toBe(cursor);
        } catch (error) {
          expect(error).toEqual(bad());
        }
      }),
    );
  });
});
