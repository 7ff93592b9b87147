import type Stripe from 'stripe';
import { toldBy } from './told-by.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const ours = { currency: 'eur', metadata: { order_id: orderId, call_key: 'a call' } };
const amount = { amount: 2_500, currency: 'EUR' };

/** An event with as much of its object as is read. */
const event = (type: string, object: object) =>
  ({ type, data: { object: { ...ours, ...object } } }) as unknown as Stripe.Event;
const intent = (type: string, more: object) => event(`payment_intent.${type}`, { amount: 2_500, ...more });
const refund = (type: string, status: string) => event(`refund.${type}`, { amount: 2_500, status });
const charge = (refunded: boolean, statuses: readonly string[] | undefined) =>
  event('charge.refunded', {
    amount_refunded: 2_500,
    refunded,
    refunds: statuses && { data: statuses.map((status) => ({ status })) },
  });

it.each([
  [intent('succeeded', { amount_received: 2_500 }), { kind: 'captured' }],
  [intent('payment_failed', { status: 'requires_payment_method' }), { kind: 'declined', reason: 'payment-declined' }],
  [refund('created', 'succeeded'), { kind: 'refunded' }],
  [refund('updated', 'succeeded'), { kind: 'refunded' }],
  [charge(true, ['succeeded', 'succeeded']), { kind: 'refunded' }],
])('tells what is definite: $type', (one, outcome) => expect(toldBy(one)).toEqual({ orderId, outcome, amount }));

const refundId = '01990000-0000-7000-8000-000000000002';
const part = (status: string, more: object = {}) =>
  event('refund.updated', {
    amount: 900,
    status,
    failure_reason: status === 'failed' ? 'expired_or_canceled_card' : undefined,
    metadata: { ...ours.metadata, refund_id: refundId, ...more },
  });

it.each([
  ['succeeded', { kind: 'refunded' }],
  ['failed', { kind: 'failed', reason: 'expired_or_canceled_card' }],
  ['canceled', { kind: 'failed', reason: 'canceled' }],
])('tells of the refund of a part that it has %s', (status, outcome) => {
  const told = { orderId, refundId, outcome, amount: { amount: 900, currency: 'EUR' } };
  expect(toldBy(part(status))).toEqual(told);
});

it.each([
  ['a refund of a part that is pending', part('pending')],
  ['one whose id is none', part('succeeded', { refund_id: '1' })],
  ['a payment that another method may still make', intent('payment_failed', { status: 'processing' })],
  ['an intent that was made', intent('created', { status: 'requires_confirmation' })],
  ['a refund that is pending', refund('created', 'pending')],
  ['a refund that has failed, which is asked for again', refund('failed', 'failed')],
  ['a charge of which a part was given back', charge(false, ['succeeded'])],
  ['a charge of which the rest is pending', charge(true, ['succeeded', 'pending'])],
  ['a charge without its refunds', charge(true, undefined)],
  ['a type that nobody knows', event('tax.rate.updated', {})],
  ['no order', intent('succeeded', { amount_received: 1, metadata: {} })],
  [
    'an order that is no id',
    intent('succeeded', { amount_received: 1, metadata: { ...ours.metadata, order_id: '1' } }),
  ],
  ['a call of somebody else', intent('succeeded', { amount_received: 1, metadata: { order_id: orderId } })],
  ['no metadata', intent('succeeded', { amount_received: 1, metadata: null })],
  ['no amount', intent('succeeded', { amount_received: undefined })],
  ['no currency', intent('succeeded', { amount_received: 1, currency: undefined })],
])('says nothing definite about %s', (_, one) => expect(toldBy(one)).toBeUndefined());

it('tells the amount that was really taken', () => {
  expect(toldBy(intent('succeeded', { amount_received: 1 }))?.amount).toEqual({ amount: 1, currency: 'EUR' });
});
