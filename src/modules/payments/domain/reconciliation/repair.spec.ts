import { money } from '#shared/kernel';
import { PaymentCaptured } from '#shared/contracts/payments';
import { RefundCharge } from '../../messages.js';
import { orderId, paid } from '../payment.fixtures.js';
import type { Payment } from '../payment.js';
import type { Account } from './compare.js';
import { repair } from './repair.js';

const noon = new Date('2026-03-01T12:00:00Z');
const item = { now: noon, id: (n: number | string) => `id-${n}` };
const taken: Account = { currency: 'EUR', captured: 2_500, refunded: 0, refunding: 0 };
const all = new RefundCharge({ orderId, amount: money(2_500, 'EUR') });

describe('a difference between payments and the provider is repaired', () => {
  it('by giving back what nobody here has asked for', () => {
    const refunding = { ...paid, status: 'refunding', since: noon };
    expect(repair('charge-unknown-here', orderId, undefined, taken, item)).toEqual({
      set: { payment: refunding },
      send: [all],
    });
    const tombstone: Payment = { ...paid, status: 'undone', amount: 0, captured: 0, currency: 'XXX' };
    expect(repair('charge-unknown-here', orderId, tombstone, taken, item)).toEqual({
      set: { payment: refunding },
      send: [all],
    });
  });

  it('by recording an outcome that never came', () => {
    const unknown: Payment = { ...paid, status: 'unknown', captured: 0 };
    expect(repair('outcome-not-recorded', orderId, unknown, taken, item)).toMatchObject({
      set: { payment: { status: 'captured', captured: 2_500 }, attempts: [{ outcome: 'captured' }] },
      send: [new PaymentCaptured({ orderId, amount: money(2_500, 'EUR') })],
    });
    const undoing: Payment = { ...unknown, status: 'undoing' };
    expect(repair('outcome-not-recorded', orderId, undoing, taken, item)).toMatchObject({ send: [all] });
  });

  it('by asking for what is missing of a refund, and no more', () => {
    const undone: Payment = { ...paid, status: 'undone', refunded: 2_500 };
    const half = { ...taken, refunded: 1_000, refunding: 500 };
    expect(repair('refund-missing', orderId, undone, half, item)).toEqual({
      send: [new RefundCharge({ orderId, amount: money(1_000, 'EUR') })],
    });
  });

  it.each([
    ['there is none any more', paid, taken],
    ['it is another one', paid, { ...taken, refunded: 100 }],
    ['the provider knows nothing', paid, undefined],
  ])('not when %s', (_, payment, account) => {
    expect(repair('refund-missing', orderId, payment, account, item)).toBeUndefined();
  });

  it('by a person, where it says so', () => {
    expect(repair('charged-too-much', orderId, paid, { ...taken, captured: 5_000 }, item)).toBeUndefined();
  });
});
