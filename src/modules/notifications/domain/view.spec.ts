import { underWay } from './delivery.js';
import { topicOfRefund } from './message.js';
import { key, noon, ready, refundId } from './message.fixtures.js';
import { view } from './view.js';

describe('a message', () => {
  const shown = {
    kind: 'order-confirmed',
    status: 'ready',
    to: 'ada@example.com',
    subject: 'Good news',
    body: 'Dear Ada,\n\nIt is confirmed.',
    createdAt: '2026-03-01T12:00:00.000Z',
  };

  it('shows nothing but what is meant to be seen', () => {
    expect(view(ready, undefined)).toStrictEqual(shown);
  });

  it('shows of a refund which one it is', () => {
    const about = { kind: 'order-refunded', refundId };
    expect(view({ ...ready, kind: topicOfRefund(refundId) }, undefined)).toStrictEqual({ ...shown, ...about });
  });

  it('shows how far its sending is, and no HTML', () => {
    const delivery = underWay(key, '<p>It is confirmed.</p>', noon);
    const since = noon.toISOString();
    expect(view(ready, delivery)).toStrictEqual({ ...shown, delivery: { status: 'sending', since, reason: null } });
  });
});
