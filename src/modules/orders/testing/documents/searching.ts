import type { OrderDocument } from '../../domain/order-document.js';
import { wordsIn } from '../../domain/search-words.js';
import type { Criteria } from '../../ports/order-documents.js';
import { ADA, BOB, dayOf, idOf, idsOf, LAMP, MUG, orderOf } from './any-document.js';
import type { Copy, Stage } from './stage.js';

const [mugLine, lampLine] = orderOf(1).lines as [OrderDocument['lines'][0], OrderDocument['lines'][0]];
const bob = { id: BOB, name: 'Bob Müller-Łódź', email: 'bob.mueller@post.example' };

const shop: readonly OrderDocument[] = [
  orderOf(1),
  orderOf(2, { status: 'cancelled', reason: 'payment.declined', payment: 'declined', customer: bob }),
  orderOf(3, {
    status: 'pending',
    payment: 'pending',
    settledAt: null,
    lines: [mugLine],
    total: { amount: 2_500, currency: 'EUR' },
  }),
  orderOf(4, {
    status: 'cancelled',
    reason: 'inventory.short',
    payment: 'none',
    lines: [lampLine],
    total: { amount: 4_000, currency: 'USD' },
  }),
  orderOf(5, { customer: bob, payment: 'refund-failed', lines: [{ ...lampLine, name: 'Crème brûlée Torch' }] }),
  orderOf(6, {
    customer: { id: BOB, name: null, email: null },
    lines: [{ ...mugLine, name: null, sku: null }],
    total: { amount: 0, currency: 'JPY' },
  }),
];

/** What each criterion finds alone and with others, newest first. */
const FOUND: readonly (readonly [Criteria, readonly number[]])[] = [
  [{}, [6, 5, 4, 3, 2, 1]],
  [{ status: 'cancelled' }, [4, 2]],
  [{ status: 'confirmed' }, [6, 5, 1]],
  [{ payment: 'refund-failed' }, [5]],
  [{ payment: 'captured' }, [6, 1]],
  [{ userId: BOB }, [6, 5, 2]],
  [{ userId: MUG }, []],
  [{ productId: LAMP }, [5, 4, 2, 1]],
  [{ productId: BOB }, []],
  [{ from: dayOf(5) }, [6, 5]],
  [{ to: dayOf(2) }, [1]],
  [{ from: dayOf(2), to: dayOf(4) }, [3, 2]],
  [{ from: dayOf(4), to: dayOf(2) }, []],
  [{ amountFrom: 6_500 }, [5, 2, 1]],
  [{ amountTo: 2_500 }, [6, 3]],
  [{ amountFrom: 2_500, amountTo: 4_000 }, [4, 3]],
  [{ amountFrom: 0, amountTo: 0 }, [6]],
  [{ currency: 'USD' }, [4]],
  [{ reason: 'payment.declined' }, [2]],
  [{ words: ['lovelace'] }, [4, 3, 1]],
  [{ words: ['lov'] }, [4, 3, 1]],
  [{ words: ['ovelace'] }, []],
  [{ words: ['lov', 'ada', 'exam'] }, [4, 3, 1]],
  [{ words: ['lov', 'bob'] }, []],
  [{ words: ['ada', 'mug'] }, [3, 1]], // of the customer and of a product
  [{ words: ['blue', 'desk'] }, [2, 1]], // of two products
  [{ words: ['ada', 'ada'] }, [4, 3, 1]],
  [{ words: [] }, [6, 5, 4, 3, 2, 1]],
  [{ words: ['bluemug'] }, []], // one word must have it all
  [{ words: wordsIn('MÜLLER') }, [5, 2]],
  [{ words: wordsIn('muller-ŁO') }, [5, 2]],
  [{ words: wordsIn('creme BRULEE') }, [5]],
  [{ words: wordsIn(idOf(4)) }, [4]],
  [{ words: [idOf(4).replaceAll('-', '')] }, [4]],
  [{ words: wordsIn('bob.mueller@post.example') }, [5, 2]],
  [{ userId: BOB, status: 'cancelled', from: dayOf(1), to: dayOf(3) }, [2]],
  [{ userId: ADA, status: 'cancelled', from: dayOf(1), to: dayOf(3) }, []],
  [{ productId: LAMP, words: ['torch'] }, [5]],
  [{ status: 'cancelled', words: ['desk', 'exam'] }, [4, 2]],
  [
    {
      status: 'cancelled',
      payment: 'declined',
      userId: BOB,
      productId: MUG,
      from: dayOf(2),
      to: dayOf(3),
      amountFrom: 1,
      amountTo: 9_999,
      currency: 'EUR',
      reason: 'payment.declined',
      words: ['bob'],
    },
    [2],
  ],
];

/** Searches of a small shop, and totals. */
export function describeSearching(stage: Stage): void {
  let copy: Copy;
  beforeAll(async () => {
    copy = await stage.copyOf(shop);
  });

  it.each(FOUND)('finds %j', async (criteria, numbers) => {
    const newest = await copy.search(criteria);
    expect(newest).toEqual(numbers.map((n) => shop[n - 1]));
    expect(await copy.search(criteria, { order: 'oldest' })).toEqual(newest.toReversed());
  });

  it('finds no more than it is asked for', async () => {
    expect(idsOf(await copy.search({}, { most: 2 }))).toEqual([idOf(6), idOf(5)]);
    expect(idsOf(await copy.search({}, { most: 2, order: 'oldest' }))).toEqual([idOf(1), idOf(2)]);
  });

  it.each(['newest', 'oldest'] as const)(
    'gives each order once, %s first, also of those placed at once',
    async (order) => {
      const placedAt = [dayOf(1), dayOf(1), dayOf(2)];
      const equal = Array.from({ length: 30 }, (_, n) => orderOf(n + 1, { placedAt: placedAt[n % 3] }));
      const crowd = await stage.copyOf(equal);
      const expected = equal.toSorted((a, b) => (a.placedAt + a.id < b.placedAt + b.id ? -1 : 1)).map(({ id }) => id);
      const whole = order === 'oldest' ? expected : expected.toReversed();
      for (const most of [1, 7, 30]) expect(await crowd.paged({}, order, most)).toEqual(whole);
      expect(await crowd.paged({ words: ['ada'], productId: MUG }, order, 7)).toEqual(whole);
      expect(await crowd.paged({ userId: ADA, status: 'confirmed' }, order, 7)).toEqual(whole);
    },
  );

  it('shows a changed document as it is now', async () => {
    const changing = await stage.copyOf([orderOf(1)]);
    const customer = { id: BOB, name: 'Grace', email: null };
    const now = orderOf(1, { version: 2, status: 'cancelled', reason: 'late', customer, lines: [lampLine] });
    await stage.documents.put(changing.number, [now]);
    for (const gone of [{ status: 'confirmed' }, { userId: ADA }, { words: ['lovelace'] }, { productId: MUG }] as const)
      expect(await changing.search(gone)).toEqual([]);
    expect(await changing.search({ status: 'cancelled', reason: 'late', userId: BOB, words: ['grace'] })).toEqual([
      now,
    ]);
  });

  it('adds up each day by status and currency', async () => {
    const late = orderOf(7, {
      placedAt: '2030-01-01T23:59:59.999Z',
      total: { amount: 1_000_000_000_000, currency: 'EUR' },
    });
    const next = orderOf(8, { placedAt: '2030-01-02T00:00:00.000Z' });
    const days = await stage.copyOf([...shop, late, next]);
    const total = (day: number, status: string, currency: string, orders: number, amount: number) => ({
      ...{ day: `2030-01-0${day}`, status, currency, orders, amount },
    });
    const all = [
      total(1, 'confirmed', 'EUR', 2, 1_000_000_006_500),
      total(2, 'cancelled', 'EUR', 1, 6_500),
      total(2, 'confirmed', 'EUR', 1, 6_500),
      total(3, 'pending', 'EUR', 1, 2_500),
      total(4, 'cancelled', 'USD', 1, 4_000),
      total(5, 'confirmed', 'EUR', 1, 6_500),
      total(6, 'confirmed', 'JPY', 1, 0),
    ];
    expect(await days.totals('2030-01-01T00:00:00.000Z', '2030-02-01T00:00:00.000Z')).toEqual(all);
    expect(await days.totals('2030-01-02T00:00:00.000Z', '2030-01-04T00:00:00.000Z')).toEqual(all.slice(1, 4));
    expect(await days.totals('2031-01-01T00:00:00.000Z', '2031-02-01T00:00:00.000Z')).toEqual([]);
  });
}
