import { waitFor } from '#test/wait-for';
import type { Case } from './lab.fixtures.js';
import { openGuest, openInn, timesBegun } from './stay.fixtures.js';

const DEADLINE = { deadlineMs: 15_000 };

export const broker: Case = (lab) => {
  test('is killed and comes back: nobody hangs, what waited succeeds', async () => {
    const inn = await openInn(lab());
    const { ask } = await openGuest(lab());
    await ask('before');
    await lab().broker!.kill();
    const during = [ask('in vain', undefined, { deadlineMs: 500 }), ask('patient', undefined, DEADLINE)] as const;
    await expect(during[0]).rejects.toMatchObject({ kind: 'unavailable' });
    await lab().broker!.restart();
    expect(await during[1]).toMatchObject({ text: 'patient' });
    expect(Math.max(...timesBegun(inn))).toBeLessThanOrEqual(2);
  });

  test('is wiped with calls under way: they end within their deadline, and the next ones succeed', async () => {
    const inn = await openInn(lab());
    const { ask } = await openGuest(lab());
    const underWay = Array.from({ length: 20 }, () => ask('wait', 'patience', { deadlineMs: 3_000 }));
    await waitFor(async () => (inn.inn.begun.length ? undefined : 'no call is under way'));
    await lab().broker!.wipe();
    inn.inn.release();
    await Promise.allSettled(underWay);
    await waitFor(async () => ((await ask('after', undefined, DEADLINE)).text === 'after' ? undefined : 'no answer'));
    expect(Math.max(...timesBegun(inn))).toBeLessThanOrEqual(2);
  });
};
