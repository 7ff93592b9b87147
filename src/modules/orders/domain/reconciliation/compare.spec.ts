import { type Balance, compare, type OwnOrder, type Stock } from './compare.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const [mug, tea] = ['01990000-0000-7000-8000-00000000000a', '01990000-0000-7000-8000-00000000000b'];
const lines = [{ productId: mug, quantity: 2 }];
const ordered = (change: Partial<OwnOrder> = {}): OwnOrder => ({
  id: orderId,
  status: 'confirmed',
  lines,
  total: 2_500,
  currency: 'EUR',
  refunds: null,
  ...change,
});
const refunds = [
  { status: 'made' as const, amount: { amount: 700, currency: 'EUR' } },
  { status: 'pending' as const, amount: { amount: 300, currency: 'EUR' } },
  { status: 'failed' as const, amount: { amount: 900, currency: 'EUR' } },
];
const paid = (change: Partial<Balance> = {}): Balance => ({
  orderId,
  status: 'captured',
  currency: 'EUR',
  captured: 2_500,
  refunded: 0,
  ...change,
});
const stocked = (change: Partial<Stock> = {}): Stock => ({ orderId, state: 'committed', lines, ...change });
const kindsOf = (order?: OwnOrder, balance?: Balance, stock?: Stock) =>
  compare(orderId, { order, balance, stock }).map(({ kind }) => kind);
const cancelled = ordered({ status: 'cancelled' });
const [undone, released] = [paid({ status: 'undone', refunded: 2_500 }), stocked({ state: 'released' })];

describe('orders, payments and inventory agree', () => {
  it.each<[string, OwnOrder | undefined, Balance | undefined, Stock | undefined]>([
    ['on an order that is confirmed', ordered(), paid(), stocked()],
    ['on one that was refunded in part', ordered({ refunds }), paid({ refunded: 700 }), stocked()],
    ['on one whose pending refund is made', ordered({ refunds }), paid({ refunded: 1_000 }), stocked()],
    ['on one whose goods are back', ordered(), paid(), stocked({ state: 'returned' })],
    ['on one that costs nothing', ordered({ total: 0 }), undefined, stocked()],
    [
      'on one with two lines of a product',
      ordered({ lines: [...lines, ...lines] }),
      paid(),
      stocked({ lines: [{ productId: mug, quantity: 4 }] }),
    ],
    ['on one that is cancelled', cancelled, undone, released],
    [
      'on one that was cancelled when a part of it had been refunded and stayed with the customer',
      ordered({ status: 'cancelled', refunds: [{ status: 'made', amount: { amount: 2_500, currency: 'EUR' } }] }),
      paid({ refunded: 2_500 }),
      stocked(),
    ],
    ['on one that was cancelled before anything was asked', cancelled, undefined, undefined],
    ['on one that was declined', cancelled, paid({ status: 'declined', captured: 0 }), released],
    ['on one whose stock was refused', cancelled, undefined, stocked({ state: 'refused' })],
    ['while money is on its way back', cancelled, paid({ status: 'refunding' }), released],
    ['on one that is under way, whatever they say', ordered({ status: 'pending' }), paid(), stocked({ state: 'held' })],
    ['on tombstones of an order that nobody knows', undefined, undone, released],
  ])('%s', (_, order, balance, stock) => expect(kindsOf(order, balance, stock)).toEqual([]));
});

describe('a difference is named', () => {
  it.each<[string, OwnOrder | undefined, Balance | undefined, Stock | undefined]>([
    ['money-missing', ordered(), undefined, stocked()],
    ['money-missing', ordered(), paid({ captured: 2_000 }), stocked()],
    ['money-missing', ordered(), paid({ currency: 'USD' }), stocked()],
    ['money-too-much', ordered(), paid({ captured: 3_000 }), stocked()],
    ['refunds-differ', ordered({ refunds }), paid({ refunded: 600 }), stocked()],
    ['refunds-differ', ordered({ refunds }), paid({ refunded: 1_900 }), stocked()],
    ['refunds-differ', ordered(), paid({ refunded: 1 }), stocked()],
    ['money-kept', cancelled, paid(), released],
    ['money-kept', cancelled, paid({ refunded: 700 }), released],
    ['money-without-order', undefined, paid(), undefined],
    ['stock-missing', ordered(), paid(), undefined],
    ['stock-missing', ordered(), paid(), released],
    ['stock-not-committed', ordered(), paid(), stocked({ state: 'held' })],
    ['stock-held', cancelled, undone, stocked({ state: 'held' })],
    ['stock-committed', cancelled, undone, stocked()],
    ['stock-without-order', undefined, undefined, stocked({ state: 'held' })],
    ['stock-committed-without-order', undefined, undefined, stocked()],
    ['lines-differ', ordered(), paid(), stocked({ lines: [{ productId: tea, quantity: 2 }] })],
  ])('%s', (kind, order, balance, stock) => expect(kindsOf(order, balance, stock)).toEqual([kind]));

  it('each by itself, with what each side says', () => {
    expect(compare(orderId, { order: cancelled, balance: paid(), stock: stocked({ state: 'held' }) })).toEqual([
      {
        kind: 'money-kept',
        orderId,
        ours: `cancelled, 25.00 EUR, 2 x ${mug}`,
        theirs: 'captured: captured 25.00 EUR, given back 0.00 EUR',
      },
      { kind: 'stock-held', orderId, ours: `cancelled, 25.00 EUR, 2 x ${mug}`, theirs: `held, 2 x ${mug}` },
    ]);
  });
});
