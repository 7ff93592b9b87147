import { titleOf } from './problem-answer.js';

it.each([
  ['users.email-taken', 'Email taken'],
  ['request.too-large', 'Request too large'],
  ['idempotency.key-missing', 'Idempotency key missing'],
  ['internal', 'Internal'],
])('the title of %s is %s', (code, title) => expect(titleOf(code)).toBe(title));
