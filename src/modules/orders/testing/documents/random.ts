import fc from 'fast-check';
import type { OrderDocument } from '../../domain/order-document.js';
import { PAYMENT_STATES } from '../../domain/order-document.js';
import { wordsIn, wordsOf } from '../../domain/search-words.js';
import type { Criteria, Wanted } from '../../ports/order-documents.js';
import { dayOf, idOf } from './any-document.js';
import type { Stage } from './stage.js';

// Few values each, so that criteria find something, and most orders are like another one.
const person = fc.integer({ min: 1, max: 4 }).map(idOf);
const product = fc.integer({ min: 11, max: 15 }).map(idOf);
const status = fc.constantFrom('pending', 'confirmed', 'cancelled');
const payment = fc.constantFrom(...PAYMENT_STATES);
const reason = fc.constantFrom('payment.declined', 'inventory.short', `it's "gone" \\ $1`);
const currency = fc.constantFrom('EUR', 'USD', 'JPY');
const amount = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(1_000_000_000_000));
const time = fc.integer({ min: 1, max: 6 }).map(dayOf);
const name = fc
  .array(
    fc.constantFrom('Ada', 'adam', 'Ädâm', 'Blue', 'blues', 'Straße', 'ŁÓDŹ', '東京', "o'neil", '100%', 'ﬁn', '😀'),
    { maxLength: 4 },
  )
  .map((words) => words.join(' '));
const named = fc.option(name);

const document: fc.Arbitrary<Omit<OrderDocument, 'id' | 'version'>> = fc.record({
  status,
  reason: fc.option(reason),
  payment,
  customer: fc.record({ id: person, name: named, email: fc.option(name.map((text) => `${text}@example.org`)) }),
  lines: fc.array(
    fc.record({
      productId: product,
      sku: named,
      name: named,
      quantity: fc.constant(1),
      unitPrice: fc.record({ amount, currency }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  total: fc.record({ amount, currency }),
  placedAt: time,
  settledAt: fc.option(time),
});
const documents = fc
  .array(document, { maxLength: 40 })
  .map((made) => made.map((one, n): OrderDocument => ({ ...one, id: idOf((n * 7_919) % 65_537), version: 1 })));

const beginning = fc
  .tuple(name, fc.integer({ min: 1, max: 5 }))
  .map(([text, length]) => wordsIn(text).map((word) => [...word].slice(0, length).join('')));
const criteria: fc.Arbitrary<Criteria> = fc
  .record(
    {
      status,
      payment,
      userId: person,
      productId: product,
      from: time,
      to: time,
      amountFrom: amount,
      amountTo: amount,
      currency,
      reason,
      words: beginning,
    },
    { requiredKeys: [] },
  )
  // all of them at once find nothing: two or three are left
  .chain((all) =>
    fc.subarray(Object.keys(all) as (keyof Criteria)[], { maxLength: 3 }).map((keys) => picked(all, keys)),
  );
const picked = (all: Criteria, keys: readonly (keyof Criteria)[]): Criteria =>
  Object.fromEntries(keys.map((key) => [key, all[key]]));

const wanted = fc.record({
  criteria,
  order: fc.constantFrom('newest' as const, 'oldest' as const),
  after: fc.option(fc.record({ placedAt: time, id: fc.nat(65_536).map(idOf) }), { nil: undefined }),
  most: fc.integer({ min: 1, max: 50 }),
});

const isWanted = (order: OrderDocument, of: Criteria): boolean =>
  (of.status ?? order.status) === order.status &&
  (of.payment ?? order.payment) === order.payment &&
  (of.userId ?? order.customer.id) === order.customer.id &&
  (of.productId === undefined || order.lines.some(({ productId }) => productId === of.productId)) &&
  (of.from ?? order.placedAt) <= order.placedAt &&
  (of.to === undefined || order.placedAt < of.to) &&
  (of.amountFrom ?? 0) <= order.total.amount &&
  (of.amountTo ?? Infinity) >= order.total.amount &&
  (of.currency ?? order.total.currency) === order.total.currency &&
  (of.reason === undefined || of.reason === order.reason) &&
  (of.words ?? []).every((word) => wordsOf(order).some((has) => has.startsWith(word)));

const place = ({ placedAt, id }: { readonly placedAt: string; readonly id: string }): string => `${placedAt} ${id}`;

/** The model: what a search of all documents finds, one by one. */
function foundIn(
  all: readonly OrderDocument[],
  { criteria: of, order, after, most }: Wanted,
): readonly OrderDocument[] {
  const sign = order === 'oldest' ? 1 : -1;
  const compared = (a: string, b: string): number => (a === b ? 0 : a < b ? -sign : sign);
  return all
    .filter((one) => isWanted(one, of) && (!after || compared(place(one), place(after)) > 0))
    .toSorted((a, b) => compared(place(a), place(b)))
    .slice(0, most);
}

/** Random orders, and what random searches find among them. */
export function describeRandom(stage: Stage): void {
  it('finds what a look at each document finds, in the same order', async () => {
    const property = fc.asyncProperty(
      documents,
      fc.array(wanted, { minLength: 20, maxLength: 20 }),
      async (all, searches) => {
        const { number } = await stage.copyOf(all);
        for (const one of searches) expect(await stage.documents.search(number, one)).toEqual(foundIn(all, one));
        await stage.documents.drop(number);
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });
}
