import { RecordStockAlert } from '../messages.js';
import { item, noon, productId } from './message.fixtures.js';
import { recordAlert } from './record-alert.js';
import type { StockAlert } from './stock-alert.js';

const then = new Date(0);
const alert: StockAlert = {
  ...{ productId, count: 2, onHand: 4, threshold: 5, toldAt: then },
  ...{ status: 'sending', since: then, reason: null },
};
const sent = (count = 2) => new RecordStockAlert({ productId, count, outcome: { kind: 'sent' } });
const refused = new RecordStockAlert({ productId, count: 2, outcome: { kind: 'refused', reason: '550 No' } });

it.each([
  ['sent', sent(), null],
  ['refused', refused, '550 No'],
] as const)('notes that it is %s, and when', (status, word, reason) => {
  expect(recordAlert(word, alert, item)).toEqual({ set: { alert: { ...alert, status, reason, since: noon } } });
});

it('leaves alone what has its word, and what is about an earlier one', () => {
  expect(recordAlert(refused, { ...alert, status: 'sent' }, item)).toEqual({});
  expect(recordAlert(sent(1), alert, item)).toEqual({});
  expect(recordAlert(sent(), undefined, item)).toEqual({});
});
