import { ListOrders, OrderTotals, SearchOrders } from './index.js';

const id = '01890a5d-ac96-774b-bcce-b30209900001';
const search = { order: 'newest', limit: 25 };
const searches = (filters: object) => SearchOrders.contract.payload.safeParse({ ...search, ...filters }).success;
const lists = (filters: object) => ListOrders.contract.payload.safeParse({ limit: 25, ...filters }).success;
const totals = (from: unknown, to: unknown) => OrderTotals.contract.payload.safeParse({ from, to }).success;

const GOOD = [
  { status: 'pending', payment: 'refund-failed', productId: id },
  { placedFrom: '1970-01-01T00:00:00Z', placedTo: '9999-12-31T23:59:59.999Z' },
  { amountFrom: 0, amountTo: 1_000_000_000_000, currency: 'EUR' },
  { currency: 'EUR' },
  { reason: 'out-of-stock' },
  { text: 'Ada & "O\'Brien"' },
];
const BAD: readonly [what: string, filters: object][] = [
  ['an operator as a status', { status: { $ne: 'pending' } }],
  ['an operator as an id', { productId: { $gt: '' } }],
  ['an operator as a text', { text: { $regex: '^(a+)+$' } }],
  ['an operator as a time', { placedFrom: { $gte: '2030-01-01T00:00:00Z' } }],
  ['an operator as an amount', { amountFrom: { $gt: 0 }, currency: 'EUR' }],
  ['two statuses', { status: ['pending', 'confirmed'] }],
  ['an unknown payment', { payment: 'captured\0' }],
  ['a time without a zone', { placedFrom: '2030-01-31T12:00:00' }],
  ['a day that is none', { placedTo: '2030-02-30T12:00:00Z' }],
  ['a time that PostgreSQL does not know', { placedFrom: '0000-01-01T00:00:00Z' }],
  ['an amount without a currency', { amountFrom: 5 }],
  ['a fraction', { amountTo: 0.5, currency: 'EUR' }],
  ['less than nothing', { amountFrom: -1, currency: 'EUR' }],
  ['a currency that is none', { currency: 'eur' }],
  ['NUL in a text', { text: 'a\0b' }],
  ['NUL in a reason', { reason: 'a\0b' }],
  ['201 characters', { text: 'x'.repeat(201) }],
  ['an empty text', { text: '' }],
];

it.each(GOOD)('orders are searched and listed by %j', (filters) => {
  expect([searches({ userId: id, ...filters }), lists(filters)]).toEqual([true, true]);
});

it.each(BAD)('neither search nor list takes %s', (_, filters) => {
  expect([searches(filters), lists(filters)]).toEqual([false, false]);
});

it.each([{ $where: 'sleep(1e9)' }, { 'customer.email': 'ada@example.org' }, { __proto__: null, 'status[$ne]': 'x' }])(
  'a search has no field of another name: %j',
  (filters) => expect(searches(filters)).toBe(false),
);

it.each([
  ['2030-01-01', '2030-01-31', true],
  ['2030-01-01', '2030-02-30', false],
  ['0000-01-01', '2030-01-31', false],
  ['2030-01-01T00:00:00Z', '2030-01-31', false],
  [{ $gt: '' }, '2030-01-31', false],
])('totals are of days (%j, %j): %j', (from, to, good) => {
  expect(totals(from, to)).toBe(good);
});
