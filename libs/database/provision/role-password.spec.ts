import { rolePassword, scramVerifier } from './role-password.js';

it('derives the same password everywhere, another for each role and secret', () => {
  expect(rolePassword('secret', 'orders')).toBe(rolePassword('secret', 'orders'));
  expect(
    new Set([rolePassword('secret', 'orders'), rolePassword('secret', 'users'), rolePassword('other', 'orders')]).size,
  ).toBe(3);
});

it('gives PostgreSQL a verifier that repeating does not change', () => {
  expect(scramVerifier('secret', 'orders')).toMatch(/^SCRAM-SHA-256\$4096:[\w+/]+==\$[\w+/]{43}=:[\w+/]{43}=$/);
  expect(scramVerifier('secret', 'orders')).toBe(scramVerifier('secret', 'orders'));
});
