import { NAMES } from '../../ports/order-documents.js';
import { ADA, BOB, idOf, idsOf, LAMP, MUG, orderOf } from './any-document.js';
import type { Stage } from './stage.js';

const SET = 1_000;
const many = (version: number) => Array.from({ length: SET }, (_, n) => orderOf(n, { version }));

/** Copies: made, filled, read and removed. */
export function describeKeeping(stage: Stage): void {
  it('makes and removes a copy as often as it is told to', async () => {
    const copy = stage.next();
    expect(await stage.documents.exists(copy)).toBe(false);
    await Promise.all([stage.documents.create(copy), stage.documents.create(copy)]);
    await stage.documents.put(copy, [orderOf(1)]);
    await stage.documents.create(copy);
    expect(await stage.documents.exists(copy)).toBe(true);
    expect(await stage.documents.page(copy, undefined, 2)).toEqual([orderOf(1)]);
    await stage.documents.drop(copy);
    await stage.documents.drop(copy);
    expect(await stage.documents.exists(copy)).toBe(false);
    await stage.documents.create(copy);
    expect(await stage.documents.page(copy, undefined, 2)).toEqual([]);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 31, '1; DROP TABLE event' as unknown as number])(
    'knows no copy %p',
    async (copy) => {
      await expect(stage.documents.create(copy)).rejects.toThrow(RangeError);
      await expect(stage.documents.put(copy, [orderOf(1)])).rejects.toThrow(RangeError);
      await expect(stage.documents.drop(copy)).rejects.toThrow(RangeError);
    },
  );

  it('replaces a document by a later version, and never by an older one or the same', async () => {
    const { number } = await stage.copyOf([orderOf(1, { version: 5, reason: 'fifth' })]);
    await stage.documents.put(number, [orderOf(1, { version: 4, reason: 'fourth' })]);
    await stage.documents.put(number, [orderOf(1, { version: 5, reason: 'fifth again' }), orderOf(2)]);
    expect(await stage.documents.page(number, undefined, 9)).toEqual([
      orderOf(1, { version: 5, reason: 'fifth' }),
      orderOf(2),
    ]);
    await stage.documents.put(number, [orderOf(1, { version: 6, reason: 'sixth' })]);
    expect(await stage.documents.find(number, [idOf(1)])).toEqual([orderOf(1, { version: 6, reason: 'sixth' })]);
  });

  it('has the latest version of each document, in whatever order sets arrive together', async () => {
    const { number } = await stage.copyOf([]);
    const puts = [3, 1, 4, 2].map((version) => {
      const set = many(version);
      return stage.documents.put(number, version % 2 ? set : set.toReversed());
    });
    await Promise.all(puts);
    const kept = await stage.documents.page(number, undefined, SET + 1);
    expect(kept).toHaveLength(SET);
    expect(new Set(kept.map(({ version }) => version))).toEqual(new Set([4]));
  });

  it('takes an empty set', async () => {
    const { number } = await stage.copyOf([]);
    expect(await stage.documents.page(number, undefined, 9)).toEqual([]);
    expect(await stage.documents.find(number, [])).toEqual([]);
  });

  it('gives pages in order of ids, and finds documents by theirs', async () => {
    const { number } = await stage.copyOf([3, 1, 5, 2, 4].map((n) => orderOf(n)));
    expect(await stage.documents.page(number, undefined, 2)).toEqual([orderOf(1), orderOf(2)]);
    expect(idsOf(await stage.documents.page(number, idOf(2), 2))).toEqual([idOf(3), idOf(4)]);
    expect(await stage.documents.page(number, idOf(5), 2)).toEqual([]);
    const found = await stage.documents.find(number, [idOf(4), idOf(99), idOf(2)]);
    expect(idsOf(found).toSorted()).toEqual([idOf(2), idOf(4)]);
  });

  it('counts its documents', async () => {
    const { number } = await stage.copyOf(many(1));
    expect(await stage.documents.count(number)).toBe(SET);
  });

  it('finds documents by the names they carry', async () => {
    const bobs = { id: BOB, name: null, email: null };
    const lampAlone = orderOf(4).lines.slice(1);
    const { number } = await stage.copyOf([
      orderOf(1),
      orderOf(2, { customer: bobs }),
      orderOf(3),
      orderOf(4, { lines: lampAlone }),
    ]);
    const naming = (table: string, ids: string | string[], after?: string, most = 9) =>
      stage.documents.naming(number, { table, ids: [ids].flat() }, after, most);
    expect(await naming(NAMES.customers, ADA)).toEqual([idOf(1), idOf(3), idOf(4)]);
    expect(await naming(NAMES.customers, ADA, idOf(1), 1)).toEqual([idOf(3)]);
    expect(await naming(NAMES.products, MUG)).toEqual([idOf(1), idOf(2), idOf(3)]);
    expect(await naming(NAMES.products, MUG, idOf(1), 1)).toEqual([idOf(2)]);
    expect(await naming(NAMES.products, LAMP, idOf(3))).toEqual([idOf(4)]);
    expect(await naming(NAMES.products, ADA)).toEqual([]);
    expect(await naming(NAMES.customers, [BOB, ADA], idOf(1), 2)).toEqual([idOf(2), idOf(3)]);
    expect(await naming(NAMES.products, [MUG, LAMP])).toEqual([idOf(1), idOf(2), idOf(3), idOf(4)]);
  });

  it('keeps copies apart', async () => {
    const [one, two] = [await stage.copyOf([orderOf(1)]), await stage.copyOf([orderOf(2)])];
    expect(await one.search({})).toEqual([orderOf(1)]);
    await stage.documents.put(two.number, [orderOf(1, { version: 2 })]);
    expect(await stage.documents.page(one.number, undefined, 9)).toEqual([orderOf(1)]);
    await stage.documents.drop(two.number);
    expect(await one.search({})).toEqual([orderOf(1)]);
  });
}
