import { orderId, paid } from '../payment.fixtures.js';
import type { Payment } from '../payment.js';
import { type Account, compare } from './compare.js';

const taken: Account = { currency: 'EUR', captured: 2_500, refunded: 0, refunding: 0 };
const kindOf = (ours: Partial<Payment> | undefined, theirs: Partial<Account> | undefined) =>
  compare(orderId, ours && { ...paid, ...ours }, theirs && { ...taken, ...theirs })?.kind;
const never = { captured: 0 };

describe('payments and the provider agree', () => {
  it.each<[string, Partial<Payment> | undefined, Partial<Account> | undefined]>([
    ['on a charge', {}, {}],
    ['on nothing', undefined, undefined],
    ['on a decline', { status: 'declined', ...never }, undefined],
    ['on a tombstone', { status: 'undone', ...never, amount: 0, currency: 'XXX' }, undefined],
    ['on what was given back as a whole', { status: 'undone', refunded: 2_500 }, { refunded: 2_500 }],
    ['on what was given back in parts', { refunded: 700 }, { refunded: 700 }],
    ['on a part that is promised here, and unknown there', { refunded: 700, promised: 1_000 }, { refunded: 700 }],
    ['on a part that is promised here, and done there', { refunded: 700, promised: 1_000 }, { refunded: 1_000 }],
    ['on a part that is given back here, and begun there', { refunded: 700 }, { refunded: 500, refunding: 200 }],
    ['while a charge is asked for', { status: 'pending', ...never }, undefined],
    ['while everything is given back', { status: 'refunding' }, { refunded: 2_500 }],
    ['while everything is given back and it was not begun', { status: 'refunding' }, {}],
  ])('%s', (_, ours, theirs) => expect(kindOf(ours, theirs)).toBeUndefined());
});

describe('a difference is named', () => {
  it.each<[string, Partial<Payment> | undefined, Partial<Account> | undefined]>([
    ['charge-unknown-here', undefined, {}],
    ['charge-unknown-here', { status: 'declined', ...never }, {}],
    ['charge-unknown-here', { status: 'undone', ...never, amount: 0, currency: 'XXX' }, {}],
    ['charged-too-much', undefined, { refunded: 500 }],
    ['outcome-not-recorded', { status: 'pending', ...never }, {}],
    ['outcome-not-recorded', { status: 'unknown', ...never }, {}],
    ['outcome-not-recorded', { status: 'undoing', ...never }, {}],
    ['charged-too-much', { status: 'pending', ...never }, { captured: 5_000 }],
    ['charged-too-much', {}, { captured: 5_000 }],
    ['charge-missing', {}, undefined],
    ['charge-missing', {}, { captured: 2_000 }],
    ['refund-missing', { status: 'undone', refunded: 2_500 }, {}],
    ['refund-missing', { refunded: 700 }, { refunded: 500 }],
    ['refund-unknown-here', {}, { refunded: 500 }],
    ['refund-unknown-here', { refunded: 500, promised: 700 }, { refunded: 800 }],
    ['another-currency', {}, { currency: 'USD' }],
  ])('%s', (kind, ours, theirs) => expect(kindOf(ours, theirs)).toBe(kind));

  it('with what each side says', () => {
    expect(compare(orderId, undefined, { ...taken, refunded: 500, refunding: 100 })).toMatchObject({
      ours: 'no payment',
      theirs: 'captured 25.00 EUR, given back 5.00 EUR, 1.00 EUR on its way',
    });
    expect(compare(orderId, paid, undefined)).toMatchObject({
      ours: 'captured: captured 25.00 EUR, given back 0.00 EUR',
      theirs: 'nothing',
    });
  });
});
