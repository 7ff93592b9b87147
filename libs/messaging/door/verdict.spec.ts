import { z } from 'zod';
import { command, refuse } from '../contract/index.js';
import { busy, messagingError, type MessagingCode } from '../errors.js';
import { verdictOn } from './verdict.js';

class Sell extends command('shop.sell.v1', { payload: z.object({}), errors: { 'shop.closed': 'refused' } }) {}

test('busy is no failure', () => expect(verdictOn(busy())).toEqual({ outcome: 'busy' }));

test('what a decision threw is counted, and told with its own words', () => {
  expect(verdictOn(new Error('no such thing'))).toMatchObject({
    counted: true,
    permanent: false,
    error: { code: 'internal', message: 'no such thing' },
  });
});

test('what the domain declines will be declined again', () => {
  expect(verdictOn(refuse(Sell, 'shop.closed'))).toMatchObject({ permanent: true, error: { code: 'shop.closed' } });
});

test.each<[MessagingCode, boolean, boolean]>([
  ['message.invalid', true, true],
  ['message.forbidden', true, true],
  ['message.not-opened', true, true],
  ['message.no-decision', true, true],
  ['message.unknown-type', false, false],
  ['context.unavailable', false, false],
  ['request.deadline', false, false],
  ['request.unanswered', false, false],
])('%s: counted %s, permanent %s', (code, counted, permanent) => {
  expect(verdictOn(messagingError(code, '…'))).toMatchObject({ outcome: 'failed', counted, permanent });
});
