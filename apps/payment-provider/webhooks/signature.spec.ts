import Stripe from 'stripe';
import { API_VERSION } from '../api/desk.js';
import { signature } from './signature.js';

const { webhooks } = new Stripe('sk_test_0123456789');
const [secret, body] = ['whsec_0123456789', '{"id":"evt_1","object":"event"}'];

it('is taken by the SDK, for this body and this secret alone', () => {
  const header = signature(secret, body, Date.now());
  expect(webhooks.constructEvent(body, header, secret)).toMatchObject({ id: 'evt_1' });
  expect(() => webhooks.constructEvent(`${body} `, header, secret)).toThrow('signature');
  expect(() => webhooks.constructEvent(body, header, `${secret}0`)).toThrow('signature');
  expect(() => webhooks.constructEvent(body, signature(secret, body, Date.now() - 301_000), secret)).toThrow(
    'tolerance',
  );
});

it('is of the version of the API that the SDK speaks', () => {
  expect(API_VERSION).toBe(Stripe.API_VERSION);
});
