import type { Item } from '#libs/messaging/contract';
import { ReserveStock } from '#shared/contracts/inventory';
import { PlaceOrder } from '#shared/contracts/orders';
import { type Line, money } from '#shared/kernel';
import { Order } from './order.js';
import { place } from './place.js';
import type { PriceCopy } from './price-copy.js';
import type { Price } from './prices.js';

const [mug, tea] = ['01990000-0000-7000-8000-00000000000a', '01990000-0000-7000-8000-00000000000b'] as const;
const userId = '01990000-0000-7000-8000-0000000000ff';
const orderId = '01990000-0000-7000-8000-000000000001';
const item: Item = {
  now: new Date('2030-01-01T12:00:00Z'),
  id: (n) => `id-${n}`,
  caller: { userId, role: 'customer' },
};

const copy = (productId: string, amount: number, priceVersion = 1, currency = 'EUR'): PriceCopy => ({
  productId,
  amount,
  currency,
  priceVersion,
});
const line = (productId: string, quantity: number): Line => ({ productId, quantity });
const order = { id: orderId, version: 0, state: Order.initial, events: [] };

function placing(lines: Line[], copies: PriceCopy[], quotes: Price[] = [], by: Item = item) {
  return place(new PlaceOrder({ lines, payment: { method: 'pm_card_visa' } }), { order, copies }, quotes, by);
}

describe('placing an order', () => {
  const decision = placing([line(mug, 2), line(tea, 1)], [copy(mug, 1_250, 3), copy(tea, 499)]);

  it('counts the total from our own prices, and records which version was taken', () => {
    expect(decision.set.order).toStrictEqual([
      {
        type: 'placed',
        data: {
          userId,
          lines: [
            { ...line(mug, 2), unitPrice: money(1_250, 'EUR'), priceVersion: 3 },
            { ...line(tea, 1), unitPrice: money(499, 'EUR'), priceVersion: 1 },
          ],
          total: money(2_999, 'EUR'),
          method: 'pm_card_visa',
        },
      },
    ]);
    expect(decision.reply).toStrictEqual({ id: orderId, status: 'pending', total: money(2_999, 'EUR') });
  });

  it('begins the checkout in the same decision: journal, first command, its timer', () => {
    expect(decision.set.journal.map(({ type }) => type)).toEqual(['started']);
    expect(decision.send).toStrictEqual([new ReserveStock({ orderId, lines: [line(mug, 2), line(tea, 1)] })]);
    expect(decision.later).toHaveLength(1);
  });

  it('decides the same when it is run again', () => {
    expect(placing([line(mug, 2), line(tea, 1)], [copy(mug, 1_250, 3), copy(tea, 499)])).toStrictEqual(decision);
  });
});

describe('prices', () => {
  const priceTaken = (copies: PriceCopy[], quotes: Price[]) =>
    placing([line(mug, 1)], copies, quotes).reply.total.amount;

  it('come from inventory where the copy has nothing', () => {
    expect(priceTaken([], [{ productId: mug, price: money(700, 'EUR'), version: 1 }])).toBe(700);
  });

  it.each([
    ['the copy', 2, 1, 500],
    ['the quote', 1, 2, 700],
    ['the copy when they are equal', 1, 1, 500],
  ])('are taken from %s', (_, inCopy, inQuote, amount) => {
    expect(priceTaken([copy(mug, 500, inCopy)], [{ productId: mug, price: money(700, 'EUR'), version: inQuote }])).toBe(
      amount,
    );
  });

  it('may be zero', () => {
    expect(priceTaken([copy(mug, 0)], [])).toBe(0);
  });
});

describe('refusals', () => {
  it('somebody who is not signed in', () => {
    expect(() => placing([line(mug, 1)], [copy(mug, 1)], [], { ...item, caller: undefined })).toThrow(
      'orders.not-signed-in',
    );
  });

  it('a product that nobody knows, naming the line', () => {
    expect(() => placing([line(mug, 1), line(tea, 1)], [copy(mug, 1)])).toThrow(
      expect.objectContaining({
        code: 'orders.unknown-product',
        details: { errors: [{ pointer: '/lines/1/productId', detail: 'unknown product' }] },
      }),
    );
  });

  it('a product named twice, naming the second line', () => {
    expect(() => placing([line(mug, 1), line(tea, 1), line(mug, 3)], [copy(mug, 1), copy(tea, 1)])).toThrow(
      expect.objectContaining({
        code: 'orders.duplicate-product',
        details: { errors: [{ pointer: '/lines/2/productId', detail: 'named before' }] },
      }),
    );
  });

  it('two currencies in one order', () => {
    expect(() => placing([line(mug, 1), line(tea, 1)], [copy(mug, 1), copy(tea, 1, 1, 'USD')])).toThrow(
      expect.objectContaining({ code: 'orders.mixed-currencies', details: { currencies: ['EUR', 'USD'] } }),
    );
  });

  it('a total beyond what money can be', () => {
    const most = 1_000_000_000_000;
    expect(placing([line(mug, 1)], [copy(mug, most)]).reply.total.amount).toBe(most);
    expect(() => placing([line(mug, 1), line(tea, 1)], [copy(mug, most), copy(tea, 1)])).toThrow(
      'orders.total-too-large',
    );
    expect(() => placing([line(mug, 1_000)], [copy(mug, most)])).toThrow('orders.total-too-large');
  });
});
