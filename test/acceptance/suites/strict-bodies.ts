import { randomUUID } from 'node:crypto';
import { type Answer, Api, customer, operator, type Problem, stocked } from '#test/api';
import type { System } from '#test/cleave';

let system: System;
let ada: Api;
let staff: Api;
let productId: string;
const json = { 'content-type': 'application/json' };
const payment = { method: 'pm_card_visa' };
const lines = (line: object = {}): object[] => [{ productId, quantity: 1, ...line }];

/** A 4xx that a client can act on, and nothing of what lies inside. */
function refused(answer: Answer<Problem>, status: number, code: string, pointers?: readonly string[]): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    status,
    type: `urn:cleave:problem:${code}`,
    title: expect.stringMatching(/\w/),
    detail: expect.stringMatching(/\w/),
    instance: expect.stringMatching(/^\/v1\//),
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  if (pointers) expect([...new Set(answer.body.errors?.map(({ pointer }) => pointer))]).toEqual(pointers);
  expect(answer.text).not.toMatch(/node_modules|\bat \S+ \(|FST_|SELECT|postgres|Zod/);
}

type Case = readonly [what: string, body: () => unknown, pointers: readonly string[]];
const ORDERS: readonly Case[] = [
  ['an unknown field', () => ({ lines: lines(), payment, status: 'confirmed' }), ['/status']],
  ['a price of the client', () => ({ lines: lines({ unitPrice: 1 }), payment }), ['/lines/0/unitPrice']],
  ["a user of the client's choice", () => ({ lines: lines(), payment, userId: randomUUID() }), ['/userId']],
  [
    'an unknown field of the payment',
    () => ({ lines: lines(), payment: { ...payment, amount: 1 } }),
    ['/payment/amount'],
  ],
  ['no lines', () => ({ payment }), ['/lines']],
  ['an empty list of lines', () => ({ lines: [], payment }), ['/lines']],
  ['lines that are no list', () => ({ lines: {}, payment }), ['/lines']],
  ['too many lines', () => ({ lines: Array.from({ length: 101 }, () => lines()[0]), payment }), ['/lines']],
  ['a payment that is none', () => ({ lines: lines(), payment: null }), ['/payment']],
  ['a payment without a method', () => ({ lines: lines(), payment: {} }), ['/payment/method']],
  ['a method that is a number', () => ({ lines: lines(), payment: { method: 1 } }), ['/payment/method']],
  ['a method with an SQL quote', () => ({ lines: lines(), payment: { method: "pm_';--" } }), ['/payment/method']],
  ['a product id that is none', () => ({ lines: lines({ productId: 'mug' }), payment }), ['/lines/0/productId']],
  ['a quantity in words', () => ({ lines: lines({ quantity: '1' }), payment }), ['/lines/0/quantity']],
  ['a fraction', () => ({ lines: lines({ quantity: 1.5 }), payment }), ['/lines/0/quantity']],
  ['nothing of a product', () => ({ lines: lines({ quantity: 0 }), payment }), ['/lines/0/quantity']],
  ['less than nothing', () => ({ lines: lines({ quantity: -1 }), payment }), ['/lines/0/quantity']],
  ['a huge quantity', () => ({ lines: lines({ quantity: 1_001 }), payment }), ['/lines/0/quantity']],
  ['a quantity beyond integers', () => ({ lines: lines({ quantity: 1e300 }), payment }), ['/lines/0/quantity']],
  ['null', () => null, ['']],
  ['a list', () => [], ['']],
  [
    'all at once',
    () => ({ lines: [{ productId: 1, quantity: -1, x: 1 }], payment: 1 }),
    ['/lines/0/productId', '/lines/0/quantity', '/lines/0/x', '/payment'],
  ],
];
const PRODUCTS: readonly Case[] = [
  ['a fraction of a cent', () => ({ price: { amount: 0.1, currency: 'EUR' } }), ['/price/amount']],
  ['a negative price', () => ({ price: { amount: -1, currency: 'EUR' } }), ['/price/amount']],
  ['a price in words', () => ({ price: '12.50' }), ['/price']],
  ['an unknown currency', () => ({ price: { amount: 1, currency: 'XYZ' } }), ['/price/currency']],
  ['a NUL byte in the name', () => ({ name: 'a\0b' }), ['/name']],
  ['half a character in the name', () => ({ name: 'a\ud800' }), ['/name']],
  ['an SKU with spaces', () => ({ sku: 'a b' }), ['/sku']],
  ['an id of its own', () => ({ id: randomUUID() }), ['/id']],
];
const wellFormed = JSON.stringify({ lines: [{ productId: randomUUID(), quantity: 1 }], payment });
const MEDIA = 'request.unsupported-media-type';
type Raw = readonly [what: string, headers: Record<string, string>, body: string, status: number, code: string];
const RAW: readonly Raw[] = [
  ['malformed JSON', {}, '{"lines": [', 400, 'request.malformed'],
  ['NaN', {}, '{"lines": NaN}', 400, 'request.malformed'],
  ['an empty body', {}, '', 400, 'request.malformed'],
  ['__proto__', {}, '{"__proto__": {"role": "admin"}}', 400, 'request.malformed'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'lines=1', 415, MEDIA],
  ['plain text', { 'content-type': 'text/plain' }, wellFormed, 415, MEDIA],
  ['a body of 65 KB', {}, JSON.stringify({ lines: 'x'.repeat(65 * 1_024) }), 413, 'request.too-large'],
  [
    'an Idempotency-Key of 256 characters',
    { 'idempotency-key': 'k'.repeat(256) },
    wellFormed,
    400,
    'idempotency.key-malformed',
  ],
];

/** Whatever is wrong with a request is a 4xx that names the field, never a 5xx and never a stack. */
export const strictBodies = (given: () => System): void =>
  describe('strict bodies', () => {
    beforeAll(async () => {
      system = given();
      [ada, staff] = await Promise.all([customer(system), operator(system)]);
      productId = (await stocked(staff, 100)).id;
    });

    it.each(ORDERS)('an order with %s is refused, and the field named', async (_, body, pointers) => {
      refused(await ada.order<Problem>(body() as never), 400, 'request.invalid', pointers);
    });

    it('an unknown product is refused by its line', async () => {
      const strange = [lines()[0]!, { productId: randomUUID(), quantity: 1 }];
      refused(await ada.order<Problem>({ lines: strange, payment } as never), 400, 'orders.unknown-product', [
        '/lines/1/productId',
      ]);
      const twice = [...lines(), ...lines()];
      refused(await ada.order<Problem>({ lines: twice, payment } as never), 400, 'orders.duplicate-product', [
        '/lines/1/productId',
      ]);
    });

    it.each(PRODUCTS)('a product with %s is refused, and the field named', async (_, change, pointers) => {
      const product = { sku: `S-${randomUUID()}`, name: 'Mug', price: { amount: 1, currency: 'EUR' } };
      const answer = await staff.post<Problem>('/v1/products', { ...product, ...(change() as object) });
      refused(answer, 400, 'request.invalid', pointers);
    });

    it.each([
      [
        '/v1/users',
        { email: 'ada', password: 'short', name: '', role: 'admin' },
        ['/email', '/password', '/name', '/role'],
      ],
      ['/v1/sessions', { email: 'ada@example.org' }, ['/password']],
    ] as const)('%s names every field at fault', async (path, body, pointers) => {
      refused(await ada.post<Problem>(path, body), 400, 'request.invalid', pointers);
    });

    it.each([
      ['zero', 0],
      ['a fraction', 0.5],
      ['too much', 1_000_001],
      ['no number', 'ten'],
    ])('a change of stock by %s is refused', async (_, delta) => {
      const answer = await staff.post<Problem>(`/v1/products/${productId}/stock`, { delta, reason: 'count' });
      refused(answer, 400, 'request.invalid', ['/delta']);
    });

    it.each(RAW)('an order with %s is refused', async (_, headers, body, status, code) => {
      const request = { method: 'POST', body, headers: { ...json, 'idempotency-key': randomUUID(), ...headers } };
      refused(await ada.send<Problem>('/v1/orders', request), status, code);
    });

    it('an order without an Idempotency-Key is refused', async () => {
      const request = { method: 'POST', headers: json, body: wellFormed };
      refused(await ada.send<Problem>('/v1/orders', request), 400, 'idempotency.key-missing');
    });

    it('an order without a content type is refused', async () => {
      const body = new Blob([JSON.stringify({ lines: lines(), payment })]); // fetch would call a string text/plain
      refused(
        await ada.send<Problem>('/v1/orders', { method: 'POST', headers: { 'idempotency-key': 'a' }, body }),
        415,
        'request.unsupported-media-type',
      );
    });

    it.each(['/v1/orders/mug', '/v1/products/mug', '/v1/orders/mug/messages'])(
      '%s: an id that is none is refused',
      async (path) => {
        refused(await ada.get<Problem>(path), 400, 'request.invalid', ['/id']);
      },
    );

    it.each([
      ['limit=0', '/limit'],
      ['limit=1e9', '/limit'],
      ['limit=ten', '/limit'],
      ['offset=-1', '/offset'],
      [`cursor=${'x'.repeat(201)}`, '/cursor'],
    ])('a page of %s is refused', async (query, pointer) => {
      refused(await ada.get<Problem>(`/v1/orders?${query}`), 400, 'request.invalid', [pointer]);
    });

    it('a cursor that nobody here made is refused', async () => {
      refused(await ada.get<Problem>('/v1/orders?cursor=abc'), 400, 'orders.bad-cursor');
      refused(await ada.get<Problem>('/v1/products?cursor=abc'), 400, 'inventory.bad-cursor');
    });

    it('the trace that a client began is the one that its problem tells', async () => {
      const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
      const answer = await ada.get<Problem>('/v1/orders/mug', { traceparent });
      expect(answer.body.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    });
  });
