import { FoundOrder } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import { foundOrder } from './found-order.js';
import type { OrderDocument } from './order-document.js';

const [id, productId] = ['01990000-0000-7000-8000-000000000001', '01990000-0000-7000-8000-00000000000a'];
const line = { productId, sku: 'MUG', name: 'Mug', quantity: 2, unitPrice: money(500, 'EUR') };
const document: OrderDocument = {
  id,
  version: 3,
  status: 'pending',
  reason: null,
  payment: 'pending',
  customer: { id, name: 'Ada', email: 'ada@example.org' },
  lines: [line],
  total: money(1_000, 'EUR'),
  placedAt: '2030-01-01T12:00:00.000Z',
  settledAt: null,
};

it('is found as it is kept, without the version', () => {
  const { version: _, ...found } = document;
  expect(foundOrder(document)).toEqual(found);
  expect(FoundOrder.parse(foundOrder(document))).toEqual(found);
});

it.each([
  ['nobody has told yet', null, null],
  ['180 characters', '😀'.repeat(180), '😀'.repeat(180)],
  ['more, which are left out', '😀'.repeat(200), '😀'.repeat(180)],
])('shows of a name %s', (_, name, shown) => {
  const found = foundOrder({ ...document, lines: [{ ...line, name }] });
  expect(found.lines).toEqual([{ ...line, name: shown }]);
  expect(FoundOrder.parse(found)).toEqual(found);
});
