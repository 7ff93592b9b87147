import { newId } from '#libs/messaging';
import { CoreChild } from '#test/core-child';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from './books.js';
import { Recall, Sell } from './contexts/contracts.js';
import { Rig } from './rig.js';

// T10 and T12: calls to the world are made once, whatever becomes of the answer or of the caller
let rig: Rig;
beforeEach(async () => {
  rig = await Rig.open();
});
afterEach(() => rig.close());

const sale = async (id: string) =>
  (
    await rig.query<{ rung: number; recalled: boolean }>('shop', 'SELECT rung, recalled FROM sale WHERE id = $1', [id])
  )[0];

test('a call whose answer is lost is asked about, not repeated', async () => {
  const replica = await rig.start();
  await Promise.all(Array.from({ length: 20 }, () => rig.sell(replica, { shelf: newId(), answer: 'lost' })));
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await rig.world.rings()).toHaveLength(20);
});

test('a call that never ends is given up at its deadline, kept through a recall, and ends when the world answers', async () => {
  const replica = await rig.start({ settings: { effectDeadlineMs: 200 } });
  const id = newId();
  await rig.sell(replica, { id, shelf: newId(), answer: 'never' });
  await waitFor(async () => {
    const [row] = await rig.query<{ sends: number; failures: number }>(
      'shop',
      `SELECT sends, failures FROM outbox WHERE receiver = 'shop.effects'`,
    );
    return row && row.sends >= 3 && row.failures === 0 ? undefined : `the effect is at ${JSON.stringify(row)}`;
  });
  await replica.request(new Recall({ id }));
  expect(await sale(id)).toEqual({ rung: 0, recalled: true });
  const [effect] = await rig.query<{ id: string }>('shop', `SELECT id FROM outbox WHERE receiver = 'shop.effects'`);
  await rig.world.ring(effect!.id, AbortSignal.timeout(1_000)); // the first call arrives after all
  await quiet(rig);
  expect(await sale(id)).toEqual({ rung: 1, recalled: true });
  expect(await rig.world.rings()).toHaveLength(1);
});

test('a world that fails is left alone, and called again by itself when it is back', async () => {
  const replica = await rig.start();
  const sell = (n: number) => Promise.all(Array.from({ length: n }, () => rig.sell(replica, { shelf: newId() })));
  await rig.world.breakDown();
  await sell(30);
  await turnedAway(30);
  const [called, sent] = [replica.world.calls, await turnedAway(30)];
  await sell(20); // their first send is turned away, too
  await waitFor(async () => {
    const sends = (await turnedAway(50)) - sent;
    return sends > 100 ? undefined : `sent ${sends} times`;
  });
  expect(replica.world.calls - called).toBeLessThan(50); // now and then one may try
  await rig.world.mend();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await rig.world.rings()).toHaveLength(50);
});

/** Waits until all effects but the one that may try were turned away by the breaker, none blamed; gives how often they were sent. */
async function turnedAway(effects: number): Promise<number> {
  let sent = 0;
  await waitFor(async () => {
    const rows = await rig.query<{ sends: number; failures: number; last_error: string | null }>(
      'shop',
      `SELECT sends, failures, last_error FROM outbox WHERE receiver = 'shop.effects'`,
    );
    const away = rows.filter(({ failures, last_error: error }) => !failures && error?.startsWith('breaker.open'));
    sent = rows.reduce((sum, { sends }) => sum + sends, 0);
    return rows.length === effects && away.length >= effects - 1 ? undefined : `${JSON.stringify(rows)}`;
  });
  return sent;
}

test.each(['effect.before_call', 'effect.after_call', 'inbox.after_commit'])(
  'a process that is stopped at %s past the lease and woken again calls nobody twice',
  async (point) => {
    const child = CoreChild.start(rig, `${point}:1:stop`, { name: 'sleeper' });
    await child.ready();
    const sell = new Sell({ id: newId(), shelf: newId(), quantity: 1 });
    rig.sold.push(sell);
    child.sell(sell);
    await waitFor(async () =>
      child.errors.includes(`FAULT ${point} stop`) ? undefined : 'the process has not stopped',
    );
    await rig.start({ name: 'other' });
    await waitFor(async () => ((await sale(sell.id))?.rung === 1 ? undefined : 'the other replica has not rung'));
    child.kill('SIGCONT');
    await sellsAgain(child); // what it had begun comes before
    child.stop();
    await child.ended();
    await quiet(rig);
    expect(await complaints(rig)).toEqual([]);
    expect(await deadLetters(rig)).toEqual([]);
  },
);

/** The process is awake: it sells, hands out and rings as if nothing had happened. */
async function sellsAgain(child: CoreChild): Promise<void> {
  const sell = new Sell({ id: newId(), shelf: newId(), quantity: 1 });
  rig.sold.push(sell);
  child.sell(sell);
  await waitFor(async () => {
    if (child.asked.has(sell.id)) return 'the woken process has not sold';
    return (await sale(sell.id))?.rung === 1 ? undefined : 'the bell has not rung for what the woken process sold';
  });
}
