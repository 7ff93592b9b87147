import { type Api, availableOf, customer, operator, orderOf, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';
import { bookedFor, mailsOf, standingOf } from '../acceptance/suites/looks.js';

let cleave: Cleave;
let ada: Api;
let staff: Api;
beforeAll(async () => {
  // 2.4 s instead of two minutes for the payment, and a charge that becomes known after that
  const settings = { CLEAVE_TIMER_SCALE: '0.02', CLEAVE_PROVIDER_SILENCE_MS: '4000', CLEAVE_RETRY_MS: '200' };
  cleave = await Cleave.start(settings);
  [ada, staff] = await Promise.all([customer(cleave), operator(cleave)]);
});
afterAll(() => cleave.discard());

it('a provider that is silent for too long: cancelled/timeout, when the late charge has been refunded', async () => {
  const mug = await stocked(staff, 3);
  const { body: order } = await ada.order(orderOf(mug, 2, 'pm_cleave_silent'));

  await waitFor(async () => {
    const { status, progress } = await standingOf(ada, order);
    return progress === 'compensating' ? undefined : `the order is ${status} (${progress})`;
  });
  // The charge may have been made: as long as nobody knows, everything is held.
  expect((await standingOf(ada, order)).status).toBe('pending');
  expect(await availableOf(ada, mug)).toBe(1);

  await waitFor(async () => {
    const { status, progress } = await standingOf(ada, order);
    return status === 'pending' ? `the order is pending (${progress})` : undefined;
  });
  expect(await standingOf(ada, order)).toMatchObject({ status: 'cancelled', reason: 'timeout' });
  expect(await bookedFor(cleave, order)).toEqual(['charge captured', 'refund refunded']);
  expect(await availableOf(ada, mug)).toBe(3);
  expect(await mailsOf(ada, order)).toMatchObject([{ kind: 'order-cancelled' }]);
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
  expect(cleave.complaints).toEqual([]);
});
