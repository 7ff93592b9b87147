import { newId } from '#libs/messaging';
import { CoreChild } from '#test/core-child';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from './books.js';
import { Sell, type Misdeed } from './contexts/contracts.js';
import { Rig } from './rig.js';
import { blamed, watchBlame } from './witnesses.js';

// T4: messages that cannot be taken; their neighbours must not notice
let rig: Rig;
beforeEach(async () => {
  rig = await Rig.open();
});
afterEach(() => rig.close());

const shelf = newId();
/** A process reads all its sources when it starts: on a busy machine that takes its time. */
const STARTING_MS = 30_000;
const neighbours = (n: number): Sell[] =>
  Array.from({ length: n }, () => new Sell({ id: newId(), shelf, quantity: 1 }));

test('a message that throws or breaks a constraint ends with the dead letters after ten failures, alone', async () => {
  const replica = await rig.start({ settings: { retryMs: 1 } });
  await watchBlame(rig);
  const bad: readonly [Misdeed, string][] = [
    ['throws', 'a bug in a decision'],
    ['breaks-a-constraint', 'shelf_taken_check'],
  ];
  const sales = neighbours(60).map((sell) => rig.sell(replica, sell));
  await Promise.all([...sales, ...bad.map(([misdeed]) => rig.sell(replica, { shelf: newId(), misdeed }))]);
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  const parked = await deadLetters(rig);
  expect(parked).toHaveLength(2);
  for (const [, why] of bad)
    expect(parked).toContainEqual(
      expect.objectContaining({ type: 'store.hand-out.v1', failures: 10, why: expect.stringContaining(why) }),
    );
  expect(await blamed(rig)).toHaveLength(2 * 9); // the tenth failure is the dead letter
});

test('a message that kills its process is parked after few crashes, and nobody with it', async () => {
  const killer = new Sell({ id: newId(), shelf: newId(), quantity: 1, misdeed: 'kills' });
  const all = [...neighbours(20), killer, ...neighbours(20)];
  rig.sold.push(...all);
  let crashes = 0;
  for (let child = start(rig, all); ; child = start(rig, [])) {
    if (await survives(rig, child)) {
      child.kill();
      break;
    }
    crashes++;
    expect(crashes).toBeLessThan(10);
  }
  await rig.start();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([
    expect.objectContaining({
      key: killer.id,
      type: 'store.hand-out.v1',
      why: expect.stringContaining('message.unanswered'),
    }),
  ]);
  expect(crashes).toBeLessThanOrEqual(4);
}, 90_000);

function start(on: Rig, sells: readonly Sell[]): CoreChild {
  const child = CoreChild.start(on);
  void child.ready().then(() => sells.forEach((sell) => child.sell(sell)));
  return child;
}

/** True when the process has parked the killer, false when it has died of it. */
async function survives(on: Rig, child: CoreChild): Promise<boolean> {
  await waitFor(async () => {
    if (!child.isAlive || (await deadLetters(on)).length) return undefined;
    return 'the killer has neither struck nor been parked';
  }, STARTING_MS);
  return child.isAlive;
}
