import { Config } from '#libs/config';
import { webhookConfig } from './webhook-config.js';

const read = (env: Readonly<Record<string, string>>) => Config.read([webhookConfig], env).get(webhookConfig);
const [ONE, OTHER] = ['whsec_0123456789', 'whsec_9876543210'];

it('needs no secret, and takes two', () => {
  expect(read({})).toEqual({});
  const both = { CLEAVE_STRIPE_WEBHOOK_SECRET: ONE, CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET: OTHER };
  expect(read(both)).toEqual(both);
});

it.each([
  ['a short one', { CLEAVE_STRIPE_WEBHOOK_SECRET: 'whsec_1' }],
  ['a key', { CLEAVE_STRIPE_WEBHOOK_SECRET: 'sk_test_0123456789' }],
  ['the same twice', { CLEAVE_STRIPE_WEBHOOK_SECRET: ONE, CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET: ONE }],
  ['a second one without the first', { CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET: ONE }],
])('refuses %s, without naming it', (_, env) => {
  expect(() => read(env)).toThrow('WEBHOOK_SECRET');
  expect(() => read(env)).not.toThrow(ONE.slice(6));
});
