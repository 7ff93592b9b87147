import { newId, Unreadable, type Carrier } from '#libs/messaging';
import { Mangler, type Chances } from '#test/mangler';
import { Random } from '#test/random';
import { complaints, deadLetters, quiet } from './books.js';
import { Sell } from './contexts/contracts.js';
import { Rig, type Replica } from './rig.js';
import { blamed, watchBlame } from './witnesses.js';

// T2: a network that doubles, loses, reorders, cuts and delays
let rig: Rig;
beforeEach(async () => {
  rig = await Rig.open();
});
afterEach(() => rig.close());

/** Each context in a process of its own, with a mangler on both ways. */
async function apart(chances: Chances): Promise<{ shop: Replica; manglers: Mangler[] }> {
  const random = new Random();
  const replicas: Partial<Record<string, Replica>> = {};
  const manglers: Mangler[] = [];
  const over = (context: string) => {
    const mangler = new Mangler(
      {
        request: (request) => replicas[context]!.host.serverOf(context).request(request),
        deliver: (frame) => replicas[context]!.host.serverOf(context).deliver(frame),
      },
      random,
      chances,
    );
    manglers.push(mangler);
    return mangler;
  };
  const [toShop, toStore] = [over('shop'), over('store')];
  const settings = { leaseMs: 800 };
  replicas['store'] = await rig.start({ name: 'store', contexts: ['store'], remote: () => toShop, settings });
  replicas['shop'] = await rig.start({ name: 'shop', contexts: ['shop'], remote: () => toStore, settings });
  return { shop: replicas['shop'], manglers };
}

test('frames that are doubled, lost, reordered, truncated and late cost time, nothing else', async () => {
  const { shop, manglers } = await apart({
    doubled: 0.3,
    lost: 0.08,
    answerLost: 0.08,
    truncated: 0.1,
    late: 0.04,
    delayMs: 20,
  });
  const shelves = [newId(), newId()];
  for (let round = 0; round < 80; round++)
    await Promise.all(Array.from({ length: 4 }, (_, i) => rig.sell(shop, { shelf: shelves[i % 2]! })));
  await quiet(rig);
  const did = manglers.map((mangler) => mangler.did);
  for (const what of ['doubled', 'lost', 'answerLost', 'truncated', 'late'])
    expect([what, did]).toEqual([
      what,
      expect.arrayContaining([expect.objectContaining({ [what]: expect.any(Number) })]),
    ]);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
});

test('a message over 256 KB fails at birth, and frames of large ones stay under 512 KB', async () => {
  const { shop, manglers } = await apart({});
  await expect(
    shop.request(new Sell({ id: newId(), shelf: newId(), quantity: 1, note: 'x'.repeat(256 * 1024) })),
  ).rejects.toMatchObject({ code: 'message.too-large' });
  await Promise.all(
    Array.from({ length: 12 }, async () => rig.sell(shop, { shelf: newId(), note: 'y'.repeat(100_000) })),
  );
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(manglers[1]!.largest).toBeGreaterThan(200_000);
  expect(manglers[1]!.largest).toBeLessThanOrEqual(512 * 1024);
});

test('a message that no frame can carry is the only one that fails', async () => {
  const store = await rig.start({ name: 'store', contexts: ['store'], remote: () => shop.host.serverOf('shop') });
  const unspeakable = new Sell({ id: newId(), shelf: newId(), quantity: 1, misdeed: 'throws' });
  const way: Carrier = {
    request: (request) => store.host.serverOf('store').request(request),
    deliver: async (frame) => {
      if (frame.messages.some(({ key }) => key === unspeakable.id)) throw new Unreadable('what is this?');
      return store.host.serverOf('store').deliver(frame);
    },
  };
  const settings = { retryMs: 1 };
  const shop: Replica = await rig.start({ name: 'shop', contexts: ['shop'], remote: () => way, settings });
  await watchBlame(rig);
  await Promise.all(
    [...Array.from({ length: 20 }, () => ({ shelf: newId() })), unspeakable].map((sell) => rig.sell(shop, sell)),
  );
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([
    expect.objectContaining({ key: unspeakable.id, why: expect.stringContaining('message.unreadable') }),
  ]);
  expect(await blamed(rig)).toHaveLength(9);
});
