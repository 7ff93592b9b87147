import { keysFromSecret } from '#libs/keys';
import { isLoginOf, loginsOf } from './logins.js';

const keys = keysFromSecret('secret');
const loginOf = (role: string, secret = 'secret') => loginsOf(keysFromSecret(secret), role)[0];

it('the login of a role is the same everywhere, another one for each role and secret', () => {
  expect(loginOf('orders')).toEqual(loginsOf(keys, 'orders')[0]);
  const all = [loginOf('orders'), loginOf('users'), loginOf('orders', 'other')];
  for (const part of ['name', 'password', 'verifier'] as const)
    expect(new Set(all.map((login) => login[part])).size).toBe(3);
});

it('PostgreSQL is given a verifier that repeating does not change', () => {
  expect(loginOf('orders').verifier).toMatch(/^SCRAM-SHA-256\$4096:[\w+/]+==\$[\w+/]{43}=:[\w+/]{43}=$/);
});

it('while the secret is replaced there is one of each, the one to use first', () => {
  expect(loginsOf(keysFromSecret('new', 'secret'), 'orders')).toEqual([loginOf('orders', 'new'), loginOf('orders')]);
});

it.each([
  ['orders_0123abcd', true],
  ['orders_0123abc', false],
  ['orders_archive0', false],
  ['orders', false],
  ['orders_x_0123abcd', false],
])('%s is a login of orders: %s', (name, is) => expect(isLoginOf('orders', name)).toBe(is));
