import { kindOf, refundIn, topicOfRefund } from './message.js';
import { refundId } from './message.fixtures.js';

it('a refund has a topic of its own, which tells the kind and the refund', () => {
  const topic = topicOfRefund(refundId);
  expect(topic).toBe(`order-refunded.${refundId}`);
  expect([kindOf(topic), refundIn(topic)]).toEqual(['order-refunded', refundId]);
});

it.each(['order-confirmed', 'order-cancelled'] as const)('%s is a topic by itself', (kind) => {
  expect([kindOf(kind), refundIn(kind)]).toEqual([kind, undefined]);
});
