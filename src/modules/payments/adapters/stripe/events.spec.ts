import Stripe from 'stripe';
import { webhooks } from './connect.js';
import { StripeEvents } from './events.js';

const [SECRET, ACCEPTED] = ['whsec_0123456789', 'whsec_9876543210'];
const orderId = '01990000-0000-7000-8000-000000000001';
const intent = {
  object: 'payment_intent',
  amount_received: 2_500,
  currency: 'eur',
  metadata: { order_id: orderId, call_key: 'a call' },
};
const event = { id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object: intent } };
const body = JSON.stringify(event);
const told = { orderId, outcome: { kind: 'captured' }, amount: { amount: 2_500, currency: 'EUR' } };

/** @param ago  how old the signature is, in seconds */
function signature(payload = body, secret = SECRET, ago = 0): string {
  const timestamp = Math.floor(Date.now() / 1_000) - ago;
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

let events: StripeEvents;
beforeAll(async () => (events = new StripeEvents(await webhooks(), [SECRET, ACCEPTED])));

it('reads what is signed with either secret', () => {
  expect(events.read(body, signature())).toEqual(told);
  expect(events.read(body, signature(body, ACCEPTED))).toEqual(told);
});

it('finds the right signature among several, as Stripe sends them while a secret is replaced', () => {
  const [time, other] = signature(body, 'whsec_of_somebody').split(',');
  expect(events.read(body, `${time},${other},${signature().split(',')[1]}`)).toEqual(told);
});

it.each([
  ['another secret', body, () => signature(body, 'whsec_of_somebody')],
  ['another body', `${body} `, () => signature()],
  ['no signature', body, () => ''],
  ['no time', body, () => signature().split(',')[1]!],
  ['no signature of this scheme', body, () => signature().replace('v1=', 'v0=')],
  ['something else', body, () => 'Bearer x'],
])('refuses what has %s', (_, payload, header) => {
  expect(() => events.read(payload, header())).toThrow(expect.objectContaining({ code: 'payments.bad-signature' }));
});

it('takes a signature for five minutes', () => {
  expect(events.read(body, signature(body, SECRET, 290))).toEqual(told);
  const old = expect.objectContaining({ code: 'payments.signature-too-old' });
  expect(() => events.read(body, signature(body, SECRET, 310))).toThrow(old);
  expect(() => events.read(body, signature(body, ACCEPTED, 86_400))).toThrow(old);
});

it.each(['', '{', '[]', '7', 'null', '{"object":"event"}', '{"object":"v2.core.event"}'])(
  'refuses what is signed and no event: %s',
  (payload) => {
    const code = payload === '' ? 'payments.bad-signature' : 'payments.malformed-event';
    expect(() => events.read(payload, signature(payload))).toThrow(expect.objectContaining({ code }));
  },
);

it('refuses an event of another account', () => {
  const other = JSON.stringify({ ...event, account: 'acct_1032D82eZvKYlo2C' });
  expect(() => events.read(other, signature(other))).toThrow(
    expect.objectContaining({ code: 'payments.another-account' }),
  );
});
