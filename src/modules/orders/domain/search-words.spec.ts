import type { OrderDocument } from './order-document.js';
import { wordsIn, wordsOf } from './search-words.js';

it.each([
  ['Blue Mug, 0.3 l', ['blue', 'mug', '0', '3', 'l']],
  ['Café CRÈME', ['cafe', 'creme']],
  ['Straße İstanbul ﬁne', ['straße', 'istanbul', 'fine']],
  ['ada.lovelace@example.com', ['ada', 'lovelace', 'example', 'com']],
  ['東京 ключ', ['東京', 'ключ']],
  [`{"$where": "'; DROP TABLE x --"}`, ['where', 'drop', 'table', 'x']],
  ['mug MUG Mug', ['mug']],
  [' .,- \0 ', []],
])('the words of %j are %j', (text, words) => {
  expect(wordsIn(text)).toEqual(words);
});

it('keeps the beginning of a long word, and cuts no character in two', () => {
  expect(wordsIn('a'.repeat(100))).toEqual(['a'.repeat(64)]);
  expect(wordsIn('𐐨'.repeat(100))).toEqual(['𐐨'.repeat(64)]);
});

it('an order is found by its id with and without strokes, its customer and its products', () => {
  const id = '01990000-0000-7000-8000-000000000001';
  const customer = { id, name: 'Ada Lovelace', email: 'ada@example.com' };
  const line = { productId: id, sku: 'MUG-1', name: 'Mug', quantity: 1, unitPrice: { amount: 1, currency: 'EUR' } };
  const words = wordsOf({
    id,
    customer,
    lines: [line, { ...line, sku: null, name: null }],
  } as unknown as OrderDocument);
  expect(words).toEqual(
    expect.arrayContaining(['01990000000070008000000000000001', '01990000', 'ada', 'lovelace', 'example', 'mug', '1']),
  );
});
