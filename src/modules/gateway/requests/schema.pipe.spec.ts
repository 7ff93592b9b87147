import type { ArgumentMetadata } from '@nestjs/common';
import { Id } from '#shared/kernel';
import { NewOrder } from '../orders/orders.schemas.js';
import { NewProduct, StockChange } from '../products/products.schemas.js';
import { NewUser } from '../users/users.schemas.js';
import { PageQuery } from './schemas.js';
import { SchemaPipe } from './schema.pipe.js';

const check = (schema: object, value: unknown, data?: string): unknown =>
  new SchemaPipe().transform(value, { type: 'body', schema, data } as unknown as ArgumentMetadata);

const pointers = (schema: object, value: unknown, data?: string): string[] => {
  try {
    check(schema, value, data);
    return [];
  } catch (error) {
    const { errors } = (error as { extras: { errors: { pointer: string }[] } }).extras;
    return [...new Set(errors.map(({ pointer }) => pointer))]; // a field may be wrong twice
  }
};

const productId = '01890a5d-ac96-774b-bcce-b302099a8057';
const order = (quantity: unknown, more: object = {}) => ({
  lines: [{ productId, quantity, ...more }],
  payment: { method: 'pm_card_visa' },
});
const product = (price: object) => ({ sku: 'MUG', name: 'Mug', price: { amount: 1, currency: 'EUR', ...price } });

describe('what is accepted', () => {
  it('comes out in canonical form', () => {
    const { lines, payment } = order(2, { productId: productId.toUpperCase() });
    expect(check(NewOrder, { payment, lines })).toEqual(order(2));
    expect(check(PageQuery, { limit: '10' })).toEqual({ limit: 10 });
    expect(check(PageQuery, {})).toEqual({ limit: 25 });
  });
  it('passes untouched where there is no schema', () => {
    expect(new SchemaPipe().transform('x', { type: 'custom' })).toBe('x');
  });
});

describe('what is refused names the field', () => {
  it.each<[unknown, string[]]>([
    [undefined, ['']],
    [null, ['']],
    [[], ['']],
    ['text', ['']],
    [{}, ['/lines']],
    [{ lines: 1, payment: {} }, ['/lines', '/payment/method']],
    [{ ...order(1), lines: [] }, ['/lines']],
    [{ ...order(1), lines: Array(101).fill(order(1).lines[0]) }, ['/lines']],
    ...[0, -1, 0.5, 1_001, Infinity, NaN, 2 ** 53, '1', true, null, [1], {}].map((quantity): [unknown, string[]] => [
      order(quantity),
      ['/lines/0/quantity'],
    ]),
    [order(1, { price: { amount: 1, currency: 'EUR' } }), ['/lines/0/price']],
    [order(1, { productId: 'mug' }), ['/lines/0/productId']],
    [{ ...order(1), status: 'confirmed', userId: productId, 'a/b~c': 1 }, ['/status', '/userId', '/a~1b~0c']],
    [{ ...order(1), payment: { method: 'visa', cvc: '123' } }, ['/payment/method', '/payment/cvc']],
  ])('of an order: %j', (body, fields) => expect(pointers(NewOrder, body)).toEqual(fields));

  it.each<[object, string[]]>([
    [{ amount: -1 }, ['/price/amount']],
    [{ amount: 0.1 }, ['/price/amount']],
    [{ amount: '100' }, ['/price/amount']],
    [{ amount: 1e13 }, ['/price/amount']],
    [{ currency: 'EURO' }, ['/price/currency']],
    [{ currency: 'eur' }, ['/price/currency']],
    [{ currency: 'QQQ' }, ['/price/currency']],
    [{ vat: 19 }, ['/price/vat']],
  ])('of a price: %j', (price, fields) => expect(pointers(NewProduct, product(price))).toEqual(fields));

  it.each([0, 0.5, 1_000_001, -1_000_001])('of a stock change by %d', (delta) =>
    expect(pointers(StockChange, { delta, reason: 'r' })).toEqual(['/delta']),
  );

  it.each(['a\u0000b', 'line\nbreak', '\u001b[31m', '\ud800', ' ', 'x'.repeat(201)])('of a name: %j', (name) =>
    expect(pointers(NewUser, { email: 'ada@example.org', password: 'long enough', name })).toEqual(['/name']),
  );

  it.each([{ limit: '0' }, { limit: '1e9' }, { limit: '' }, { limit: '1.5' }, { limit: ['1', '2'] }, { limit: 'x' }])(
    'of a page: %j',
    (query) => expect(pointers(PageQuery, query)).toEqual(['/limit']),
  );

  it('of a path', () => expect(pointers(Id, 'x', 'id')).toEqual(['/id']));

  it('a bounded number of times', () => {
    const fields = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`field${n}`, n]));
    expect(pointers(NewOrder, { ...order(1), ...fields })).toHaveLength(50);
    expect(pointers(NewOrder, { ...order(1), lines: Array(100).fill({}) }).length).toBeLessThanOrEqual(50);
  });
});

it('prototypes stay as they are', () => {
  const body = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as object;
  expect(pointers(NewOrder, body).length).toBeGreaterThan(0);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
