import type { OrderDocument } from '../../domain/order-document.js';
import { wordsIn, wordsOf } from '../../domain/search-words.js';
import type { Criteria } from '../../ports/order-documents.js';
import { idOf, MUG, orderOf } from './any-document.js';
import type { Copy, Stage } from './stage.js';

/** What means something to some query language, and nothing here. */
const TEXTS: readonly string[] = [
  `'; DROP TABLE order_document_1; --`,
  `' OR '1'='1`,
  `\\'; SELECT pg_sleep(9)--`,
  `$1`,
  `$where`,
  `{"$ne":null}`,
  `{"$gt":""}`,
  `[$regex]`,
  `^(a+)+$`,
  `.*`,
  `(?:a|aa)+\\1`,
  `%`,
  `_`,
  `*`,
  `a & !b | (c <-> d):*`,
  `':*`,
  `:${MUG}`,
  `customer.name`,
  `__proto__`,
  `constructor`,
  `\0`,
  `ada\0`,
  `\u001f`,
  `\n\r\t`,
  `"`,
  `\\`,
  `\u202eada`,
  `😀`,
  `\ud800`,
  `𝒜𝒹𝒶`,
  `İ`,
  `ﬁ`,
  'null',
  'NULL',
  'undefined',
  '{}',
  ' ',
  '𝒜'.repeat(5_000),
  'a'.repeat(100_000),
];

/** What JSON of a request would be, were it not checked before. */
const OBJECTS: readonly unknown[] = [
  { $ne: null },
  { $gt: '' },
  { $regex: '^(a+)+$' },
  { $where: 'sleep(9000)' },
  ['ada'],
  null,
  7,
  true,
];

const TEXT_CRITERIA = ['status', 'payment', 'userId', 'productId', 'currency', 'reason'] as const;

/** Values are data: they find what is equal to them, or nothing. */
export function describeHostile(stage: Stage): void {
  const orders = [orderOf(1), orderOf(2)];
  let copy: Copy;
  beforeAll(async () => {
    copy = await stage.copyOf(orders);
  });

  describe.each(TEXTS.map((text) => [JSON.stringify(text.slice(0, 40)), text] as const))('given %s', (_, text) => {
    it('as what an order must have finds nothing', async () => {
      for (const criterion of TEXT_CRITERIA)
        expect([criterion, await copy.search({ [criterion]: text })]).toEqual([criterion, []]);
    });

    it('as a word finds nothing, and among words no more than its own words do', async () => {
      expect(await copy.search({ words: [text] })).toEqual([]);
      expect(await copy.search({ words: ['ada', text] })).toEqual([]);
      const words = wordsIn(text).slice(0, 4);
      const found = orders.filter((order) => words.every((word) => wordsOf(order).some((has) => has.startsWith(word))));
      expect(await copy.search({ words: ['ada', ...words] }, { order: 'oldest' })).toEqual(found);
    });

    it('as a time or a place hurts nobody', async () => {
      await copy.search({ from: text, to: text });
      await copy.search({}, { after: { placedAt: text, id: idOf(1) } });
      expect(await copy.search({}, { after: { placedAt: '2030', id: text } })).toEqual([]);
    });
  });

  it.each(OBJECTS)('lets no %j be a criterion', async (object) => {
    for (const criterion of TEXT_CRITERIA) {
      const found = await copy.search({ [criterion]: object } as Criteria).catch(() => []);
      expect(found).toEqual([]);
    }
    expect(await copy.search({ words: [object] } as unknown as Criteria).catch(() => [])).toEqual([]);
  });

  it.each([-1, 0.5, 1e300, -1e300, Number.MAX_VALUE, Infinity, -Infinity, Number.MAX_SAFE_INTEGER, NaN])(
    'compares amounts with %p',
    async (amount) => {
      expect(await copy.search({ amountFrom: amount })).toHaveLength(6_500 >= amount ? 2 : 0);
      expect(await copy.search({ amountTo: amount })).toHaveLength(6_500 <= amount ? 2 : 0);
    },
  );

  it('keeps the largest order, with names of any characters', async () => {
    const name = `It's "100 %" \\ $where a.b {"$ne":1} \u001f\u007f 😀 `.padEnd(200, 'é');
    const line = { ...orderOf(3).lines[0]!, name, sku: `S-'$"\\` };
    const lines = Array.from({ length: 100 }, (_, n) => ({ ...line, productId: idOf(0x5000 + n) }));
    const large: OrderDocument = orderOf(3, { lines, customer: { id: MUG, name, email: `"o'neil\\"@example.org` } });
    await stage.documents.put(copy.number, [large]);
    expect(await copy.search({ productId: idOf(0x5063) })).toEqual([large]);
    expect(await copy.search({ words: ['neil', '100'] })).toEqual([large]);
    expect(await stage.documents.find(copy.number, [idOf(3)])).toEqual([large]);
  });

  it('keeps an order whose names no store can hold as they are', async () => {
    const customer = { id: MUG, name: 'Null \0 and \ud800 half', email: null };
    const odd = await stage.copyOf([orderOf(1), orderOf(2, { customer }), orderOf(3)]);
    expect((await odd.search({})).map(({ id }) => id)).toEqual([3, 2, 1].map(idOf));
    expect((await odd.search({ words: ['null', 'half'] })).map(({ id }) => id)).toEqual([idOf(2)]);
  });

  it('still has its copies after all that', async () => {
    expect(await stage.documents.exists(1)).toBe(true);
    expect(await stage.documents.find(copy.number, [idOf(1), idOf(2)])).toHaveLength(2);
  });
}
