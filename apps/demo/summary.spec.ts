import type { Ending } from './follow.js';
import { isAsItShould, summary } from './summary.js';

const mail = (kind: string) => ({ kind, status: 'ready', to: 'a@example.com', subject: 's', body: 'b' });
const ending = (status: string, reason: string | null, ...kinds: string[]): Ending => ({
  story: {
    title: 'A card that is declined',
    product: { id: 'p', name: 'Mug', available: 4 },
    quantity: 1,
    method: 'pm_card_visa_chargeDeclined',
    ends: { status: 'cancelled', reason: 'payment-declined' },
  },
  order: {
    ...{ id: 'o', status, reason, progress: 'done' },
    total: { amount: 2, currency: 'EUR' },
    refunded: { amount: 0, currency: 'EUR' },
  },
  tookMs: 60_000,
  mails: kinds.map(mail),
});
const good = ending('cancelled', 'payment-declined', 'order-cancelled');

describe('an order has ended as it should', () => {
  it('with its state, its reason and one e-mail', () => expect(isAsItShould(good)).toBe(true));

  it.each([
    ['another state', ending('confirmed', null, 'order-cancelled')],
    ['no end', ending('pending', null)],
    ['another reason', ending('cancelled', 'timeout', 'order-cancelled')],
    ['no e-mail', ending('cancelled', 'payment-declined')],
    ['two e-mails', ending('cancelled', 'payment-declined', 'order-cancelled', 'order-cancelled')],
    ['an e-mail that says something else', ending('cancelled', 'payment-declined', 'order-confirmed')],
  ])('but not with %s', (_, other) => expect(isAsItShould(other)).toBe(false));
});

describe('an order of which something comes back', () => {
  const both = ['order-confirmed', 'order-refunded'];
  const returned = (amount: number, ...kinds: string[]): Ending => {
    const made = ending('confirmed', null, ...kinds);
    const ends = { status: 'confirmed', reason: null } as const;
    const story = { ...made.story, returns: 1, ends };
    return { ...made, story, order: { ...made.order, refunded: { amount, currency: 'EUR' } } };
  };

  it('has given something back, and has both e-mails', () => expect(isAsItShould(returned(1, ...both))).toBe(true));

  it.each([
    ['the money', returned(0, ...both)],
    ['an e-mail', returned(1, 'order-confirmed')],
  ])('but not without %s', (_, other) => expect(isAsItShould(other)).toBe(false));

  it('fits the summary', () => {
    const text = summary([returned(1, ...both)]);
    expect(text).toContain('confirmed,refunded');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

it('the summary fits 100 columns and counts what went wrong', () => {
  const text = summary([good, ending('pending', null)]);
  expect(text).toContain('1 of 2 orders did not end as they should.');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});
