import { differenceText } from './list.js';
import { repairedText } from './repair.js';

const id = '01a228b9-1bc6-765e-ab39-a7aca6358d38';
const orderId = '01a228b9-1bc6-765e-ab39-a7aca6358d39';
const difference = {
  context: 'payments',
  id,
  kind: 'charge-unknown-here',
  orderId,
  compared: 'payments and the provider',
  ours: 'no payment',
  theirs: 'captured 25.00 EUR\u001b[31m',
  repair: 'It is given back.',
  isAutomatic: true,
  state: 'open',
  since: '2026-11-24T10:00:00.000Z',
};

it('a difference says what each side says, and what is to be done', () => {
  expect(differenceText(difference)).toBe(
    `payments/${id}  charge-unknown-here, open, since 2026-11-24T10:00:00.000Z
  order   ${orderId}
  differ  payments and the provider
          no payment
          captured 25.00 EUR [31m
  repair  It is given back.`,
  );
  expect(differenceText({ ...difference, isAutomatic: false })).toContain('repair  by hand: It is given back.');
});

it('a dry run says what would be done, and a repair what was', () => {
  const repaired = { kind: difference.kind, orderId, does: 'It is given back.', state: 'open' };
  expect(repairedText(repaired, true)).toBe(
    `charge-unknown-here of order ${orderId} is open. With --yes: It is given back.`,
  );
  expect(repairedText({ ...repaired, state: 'repaired' }, false)).toBe(
    `charge-unknown-here of order ${orderId} is repaired now. It is given back.`,
  );
});
