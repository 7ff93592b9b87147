import { StockLow } from '#shared/contracts/inventory';
import { SendStockAlert } from '../messages.js';
import { alertStaff } from './alert-staff.js';
import { item, noon, productId } from './message.fixtures.js';
import type { StockAlert } from './stock-alert.js';

const low = new StockLow({ productId, onHand: 4, threshold: 5 });
const later = (ms: number) => ({ ...item, now: new Date(noon.getTime() + ms) });
const DAY_MS = 86_400_000;
const about = { productId, count: 1, onHand: 4, threshold: 5 };
const first: StockAlert = { ...about, toldAt: noon, status: 'sending', since: noon, reason: null };

it('writes about a product', () => {
  expect(alertStaff(low, undefined, item)).toEqual({ set: { alert: first }, send: [new SendStockAlert(about)] });
});

it.each(['sending', 'sent', 'refused'] as const)('writes no second time within a day (%s)', (status) => {
  expect(alertStaff(low, { ...first, status }, later(DAY_MS - 1))).toEqual({});
});

it('writes again on another day, as another e-mail', () => {
  const { now } = later(DAY_MS);
  expect(alertStaff(low, { ...first, status: 'refused', reason: '550' }, later(DAY_MS))).toEqual({
    set: { alert: { ...first, count: 2, toldAt: now, since: now } },
    send: [new SendStockAlert({ ...about, count: 2 })],
  });
});
