import { messagingError, toWire } from '../errors.js';
import type { Unfinished } from './relay.js';
import { settlementOf } from './settlement.js';

const failed = (code: Parameters<typeof messagingError>[0], more: object = {}): Unfinished['receipt'] => ({
  id: 'm',
  outcome: 'failed',
  counted: true,
  permanent: false,
  error: toWire(messagingError(code, '…')),
  ...more,
});
const settled = (receipt: Unfinished['receipt'], receiver = 'store') =>
  settlementOf({ id: 'm', receiver, receipt, sends: 1 }, 500);

test('busy comes again soon and is not counted', () => {
  expect(settled({ id: 'm', outcome: 'busy' })).toMatchObject({ counted: false, isDead: false, error: 'busy' });
});

test('a failure is counted; a permanent one is dead at once', () => {
  expect(settled(failed('internal'))).toMatchObject({ counted: true, isDead: false });
  expect(settled(failed('message.invalid', { permanent: true }))).toMatchObject({ isDead: true });
});

test('an unknown type has an hour: a roll is under way', () => {
  expect(settled(failed('message.unknown-type', { counted: false }))).toMatchObject({
    counted: false,
    patienceMs: 3_600_000,
  });
});

test('an effect is never counted nor dead, and remembers that it was sent', () => {
  expect(settled(failed('internal', { permanent: true }), 'shop.effects')).toMatchObject({
    counted: false,
    isDead: false,
    keepSends: true,
  });
});

test('a receiver may say when to come again', () => {
  expect(settled(failed('internal', { againInMs: 1_234 }))).toMatchObject({ pauseMs: 1_234 });
});

test('pauses are jittered around what is set', () => {
  const pauses = Array.from({ length: 100 }, () => settled(failed('internal')).pauseMs);
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(375);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(625);
  expect(new Set(pauses).size).toBeGreaterThan(50);
});
