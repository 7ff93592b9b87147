import type { ItemTime } from '#libs/messaging/contract';
import { given } from '#libs/testing/decisions';
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
const item: ItemTime = {
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

const card = { method: 'pm_card_visa' };
const placing = (
  lines: Line[],
  copies: PriceCopy[],
  quotes: Price[] = [],
  by: ItemTime = item,
  payment: PlaceOrder['payment'] = card,
) =>
  given(Order)
    .of(orderId)
    .when((order) => place(new PlaceOrder({ lines, payment }), { order, copies }, quotes, by));
const unpaid = (price: number) =>
  given(Order)
    .of(orderId)
    .when((order) => place(new PlaceOrder({ lines: [line(mug, 1)] }), { order, copies: [copy(mug, price)] }, [], item));

describe('placing an order', () => {
  const placed = () => placing([line(mug, 2), line(tea, 1)], [copy(mug, 1_250, 3), copy(tea, 499)]);

  it('counts the total from our own prices, and records which version was taken', () => {
    placed()
      .thenSets('order', [
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
      ])
      .thenReplies({ id: orderId, status: 'pending', total: money(2_999, 'EUR') });
  });

  it('begins the checkout in the same decision: journal, first command, its timer', () => {
    placed().thenSends(new ReserveStock({ orderId, lines: [line(mug, 2), line(tea, 1)] }));
    const { set, later } = placed().decision;
    expect(set.journal.map(({ type }) => type)).toEqual(['started']);
    expect(later).toHaveLength(1);
  });

  it('decides the same when it is run again', () => {
    expect(placed().decision).toStrictEqual(placed().decision);
  });
});

describe('prices', () => {
  const priceTaken = (copies: PriceCopy[], quotes: Price[]) =>
    placing([line(mug, 1)], copies, quotes).decision.reply.total.amount;

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

  it('of zero ask for no method, and keep none', () => {
    for (const free of [unpaid(0), placing([line(mug, 1)], [copy(mug, 0)])]) {
      free.thenSends(new ReserveStock({ orderId, lines: [line(mug, 1)] }));
      expect(free.decision.reply.total).toEqual(money(0, 'EUR'));
      expect(JSON.stringify(free.decision.set)).not.toContain('method');
      expect(free.decision.set).toEqual(JSON.parse(JSON.stringify(free.decision.set)));
    }
  });

  it('above zero ask for a method', () => {
    unpaid(50).thenRefused('orders.payment-required', {
      errors: [{ pointer: '/payment', detail: 'the total is not 0, so it has to be paid somehow' }],
    });
  });
});

describe('refusals', () => {
  it('somebody who is not signed in', () => {
    placing([line(mug, 1)], [copy(mug, 100)], [], { ...item, caller: undefined }).thenRefused('orders.not-signed-in');
  });

  it('a product that nobody knows, naming the line', () => {
    placing([line(mug, 1), line(tea, 1)], [copy(mug, 1)]).thenRefused('orders.unknown-product', {
      errors: [{ pointer: '/lines/1/productId', detail: 'unknown product' }],
    });
  });

  it('a product named twice, naming the second line', () => {
    placing([line(mug, 1), line(tea, 1), line(mug, 3)], [copy(mug, 1), copy(tea, 1)]).thenRefused(
      'orders.duplicate-product',
      { errors: [{ pointer: '/lines/2/productId', detail: 'named before' }] },
    );
  });

  it('two currencies in one order', () => {
    placing([line(mug, 1), line(tea, 1)], [copy(mug, 1), copy(tea, 1, 1, 'USD')]).thenRefused(
      'orders.mixed-currencies',
      { currencies: ['EUR', 'USD'] },
    );
  });

  const total = (amount: number, currency: string) => placing([line(mug, 1)], [copy(mug, amount, 1, currency)]);

  it.each([
    ['EUR', 49, 50],
    ['GBP', 29, 30],
    ['JPY', 49, 50],
    ['HUF', 17_499, 17_500],
  ])('a total in %s of %d, of which no provider takes less than %d', (currency, less, least) => {
    total(less, currency).thenRefused('orders.total-too-small', { least: money(least, currency) });
    total(least, currency).thenReplies({ id: orderId, status: 'pending', total: money(least, currency) });
  });

  it('a total beyond what a provider takes at once', () => {
    const most = 99_999_999;
    total(most, 'EUR').thenReplies({ id: orderId, status: 'pending', total: money(most, 'EUR') });
    const refused = { most: money(most, 'EUR') };
    total(most + 1, 'EUR').thenRefused('orders.total-too-large', refused);
    placing([line(mug, 1), line(tea, 1)], [copy(mug, most), copy(tea, 1)]).thenRefused(
      'orders.total-too-large',
      refused,
    );
  });

  it('a total beyond the numbers that can be counted with', () => {
    const dearest = 1_000_000_000_000;
    const lines = Array.from({ length: 100 }, (_, n) => line(`${mug.slice(0, -3)}${100 + n}`, 1_000));
    placing(
      lines,
      lines.map(({ productId }) => copy(productId, dearest)),
    ).thenRefused('orders.total-too-large');
  });
});
