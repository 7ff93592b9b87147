import type { FaultPoint } from '#libs/messaging';
import { CoreChild } from '#test/core-child';
import { newId } from '#libs/messaging';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from '../core/books.js';
import { Sell } from '../core/contexts/contracts.js';
import { Rig } from '../core/rig.js';

// T10: a process that is stopped past its lease, anywhere, and woken when another replica has taken over
const POINTS: readonly FaultPoint[] = [
  'inbox.taken',
  'inbox.claimed',
  'inbox.loaded',
  'inbox.before_commit',
  'inbox.after_commit',
  'inbox.after_reply',
  'outbox.before_send',
  'outbox.after_send',
  'outbox.after_receipt',
  'outbox.swept',
  'effect.before_call',
  'effect.after_call',
  'effect.after_result',
  'timer.due',
];
const PAST_THE_LEASE_MS = 2_500;
/** Hit once only: what is due or loaded is so at the beginning, later batches know their rows. */
const ONCE = /swept|due|claimed|loaded/;

test.each(POINTS)('stopped at %s past the lease and woken: nothing is lost or done twice', async (point) => {
  const rig = await Rig.open();
  const child = CoreChild.start(rig, `${point}:${ONCE.test(point) ? 1 : 2}:stop`, { name: 'sleeper' });
  try {
    const other = await rig.start({ name: 'other' });
    await child.ready();
    const sells = Array.from({ length: 10 }, () => new Sell({ id: newId(), shelf: newId(), quantity: 1 }));
    rig.sold.push(...sells);
    for (const sell of sells) child.sell(sell);
    await waitFor(async () =>
      child.errors.includes(`FAULT ${point} stop`) ? undefined : 'the process has not stopped',
    );
    await Promise.all([
      ...Array.from({ length: 20 }, () => rig.sell(other, { shelf: newId() })),
      ...sells.map((sell) => repeated(() => other.request(sell, { id: sell.id, fingerprint: sell.id }))),
    ]);
    await new Promise((resolve) => setTimeout(resolve, PAST_THE_LEASE_MS));
    child.kill('SIGCONT');
    await rig.sell(other, { shelf: newId() });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    child.stop();
    await child.ended();
    await quiet(rig);
    expect(await complaints(rig)).toEqual([]);
    expect(await deadLetters(rig)).toEqual([]);
  } finally {
    child.kill('SIGKILL');
    await rig.close();
  }
});

/** As a client does: again, under the same key, until it is answered. */
async function repeated(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void (await ask());
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}
