import fc from 'fast-check';
import { money, type Money } from '#shared/kernel';
import type { PlacedOrder, Refund } from '../order.js';
import { leftOf, refundedOf, sumOf } from './left.js';
import { everything, leftAfter, planned } from './plan.js';

const [mug, tea, cup] = ['1', '2', '3'].map((n) => `01990000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const line = (productId: string, quantity: number, amount: number, currency = 'EUR') => ({
  productId,
  quantity,
  unitPrice: money(amount, currency),
  priceVersion: 1,
});
const ordered = (lines = [line(mug, 3, 1_250), line(tea, 1, 499)], refunds: readonly Refund[] = []): PlacedOrder => ({
  status: 'confirmed',
  userId: mug,
  lines,
  total: money(
    lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0),
    lines[0]!.unitPrice.currency,
  ),
  refunds,
});
const back = (productId: string, quantity: number, restock = false) => ({ productId, quantity, restock });
const after = (
  order: PlacedOrder,
  plan: ReturnType<typeof planned>,
  status: Refund['status'] = 'made',
): PlacedOrder => ({
  ...order,
  refunds: [...order.refunds, { id: `r${order.refunds.length}`, status, ...plan }],
});
const amountsOf = ({ shares }: ReturnType<typeof planned>) => shares.map(({ amount }) => amount.amount);

describe('a refund of lines', () => {
  it('is worth what was paid for them', () => {
    const plan = planned({ lines: [back(mug, 2, true), back(tea, 1)] }, ordered());
    expect(plan.amount).toEqual(money(2_999, 'EUR'));
    expect(plan.shares).toEqual([
      { productId: mug, quantity: 2, restock: true, amount: money(2_500, 'EUR') },
      { productId: tea, quantity: 1, restock: false, amount: money(499, 'EUR') },
    ]);
    expect(leftAfter(ordered(), plan)).toEqual(money(1_250, 'EUR'));
  });

  it('is worth less when an amount was given back before, so that both together are no more than was paid', () => {
    const order = after(
      ordered([line(mug, 3, 100)]),
      planned({ amount: money(100, 'EUR') }, ordered([line(mug, 3, 100)])),
    );
    const first = planned({ lines: [back(mug, 1)] }, order);
    const rest = planned({ lines: [back(mug, 2)] }, after(order, first));
    expect([first.amount.amount, rest.amount.amount]).toEqual([67, 133]);
  });

  it('can be repeated when it has failed', () => {
    const plan = planned({ lines: [back(tea, 1)] }, ordered());
    expect(planned({ lines: [back(tea, 1)] }, after(ordered(), plan, 'failed'))).toEqual(plan);
  });
});

describe('a refund of an amount', () => {
  it.each([
    ['EUR', 100, [83, 17]],
    ['JPY', 7, [6, 1]],
    ['KWD', 1_000, [834, 166]],
  ])('is shared out by what is left of each line (%s)', (currency, amount, parts) => {
    const order = ordered([line(mug, 2, 1_250, currency), line(tea, 1, 498, currency)]);
    const plan = planned({ amount: money(amount, currency) }, order);
    expect(amountsOf(plan)).toEqual(parts);
    expect(plan.shares.every(({ quantity, restock }) => quantity === 0 && !restock)).toBe(true);
  });

  it('takes nothing of a line of which nothing is left', () => {
    const order = after(ordered(), planned({ lines: [back(tea, 1)] }, ordered()));
    expect(planned({ amount: money(10, 'EUR') }, order).shares).toMatchObject([{ productId: mug }]);
  });
});

describe('is refused', () => {
  const all = after(ordered(), everything(ordered()), 'pending');
  it.each<[string, Parameters<typeof planned>[0], PlacedOrder, string]>([
    ['more than is left', { amount: money(4_250, 'EUR') }, ordered(), 'orders.refund-too-large'],
    ['more pieces than are left', { lines: [back(mug, 4)] }, ordered(), 'orders.refund-too-large'],
    ['anything while all of it is pending', { amount: money(1, 'EUR') }, all, 'orders.refund-too-large'],
    ['nothing', { amount: money(0, 'EUR') }, ordered(), 'orders.nothing-to-refund'],
    [
      'free goods that nobody puts back',
      { lines: [back(mug, 1)] },
      ordered([line(mug, 1, 0)]),
      'orders.nothing-to-refund',
    ],
    ['what was not ordered', { lines: [back(cup, 1)] }, ordered(), 'orders.not-in-the-order'],
    ['a line twice', { lines: [back(mug, 1), back(mug, 1)] }, ordered(), 'orders.duplicate-product'],
    ['another currency', { amount: money(1, 'USD') }, ordered(), 'orders.other-currency'],
  ])('%s', (_, wish, order, code) => {
    expect(() => planned(wish, order)).toThrow(expect.objectContaining({ code }));
  });
});

it('whatever is refunded in whatever order, it is never more than was paid, of no line, and everything in the end', () => {
  const wish = fc.oneof(
    fc.nat(3_000).map((amount) => ({ amount: money(amount, 'EUR') })),
    fc
      .record({ n: fc.nat(2), quantity: fc.integer({ min: 1, max: 3 }), restock: fc.boolean() })
      .map(({ n, ...of }) => ({ lines: [{ productId: [mug, tea, cup][n]!, ...of }] })),
  );
  const lines = fc
    .tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000))
    .map((prices) => [mug, tea, cup].map((productId, n) => line(productId, n + 1, prices[n]!)));
  const outcome = fc.constantFrom<Refund['status']>('made', 'pending', 'failed');
  fc.assert(
    fc.property(lines, fc.array(fc.tuple(wish, outcome), { maxLength: 12 }), (lines, wishes) => {
      let order = ordered(lines);
      for (const [wish, status] of wishes) order = tried(order, wish, status);
      const left = leftOf(order);
      expect(Math.min(...left.flatMap(({ quantity, amount }) => [quantity, amount]))).toBeGreaterThanOrEqual(0);
      const rest = everything(order);
      expect(rest.amount).toEqual(sumOf(left, 'EUR'));
      const end = after(order, rest);
      expect(leftOf(end).every(({ quantity, amount }) => quantity === 0 && amount === 0)).toBe(true);
      const pending = end.refunds.filter(({ status }) => status === 'pending');
      expect(refundedOf(end).amount + sum(pending.map(({ amount }) => amount))).toBe(order.total.amount);
    }),
    { numRuns: 1_000 },
  );
});

function tried(order: PlacedOrder, wish: Parameters<typeof planned>[0], status: Refund['status']): PlacedOrder {
  try {
    return after(order, planned(wish, order), status);
  } catch {
    return order; // refused
  }
}

const sum = (amounts: readonly Money[]) => amounts.reduce((total, { amount }) => total + amount, 0);
