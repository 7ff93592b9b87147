import { keysFromSecret } from '#libs/keys';
import { rolePassword, scramVerifier } from './role-password.js';

const keys = keysFromSecret('secret');

it('derives the same password everywhere, another for each role and secret', () => {
  expect(rolePassword(keys, 'orders')).toBe(rolePassword(keys, 'orders'));
  expect(
    new Set([
      rolePassword(keys, 'orders'),
      rolePassword(keys, 'users'),
      rolePassword(keysFromSecret('other'), 'orders'),
    ]).size,
  ).toBe(3);
});

it('gives PostgreSQL a verifier that repeating does not change', () => {
  expect(scramVerifier(keys, 'orders')).toMatch(/^SCRAM-SHA-256\$4096:[\w+/]+==\$[\w+/]{43}=:[\w+/]{43}=$/);
  expect(scramVerifier(keys, 'orders')).toBe(scramVerifier(keys, 'orders'));
});
