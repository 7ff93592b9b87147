import { newId, type Carrier, type Frame, type Receipt } from '#libs/messaging';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from './books.js';
import type { Misdeed } from './contexts/contracts.js';
import { Rig, type Replica } from './rig.js';

// Messages that one transaction sends to one receiver lie in one row, until that does not do (ADR 0012)
const N = 20;
const shelf = newId();
let rig: Rig;
let shop: Replica;
let store: Replica;
/** How often each hand-out has left the shop, by its sale. */
let sent: Map<string, number>;
const toStore = (frame: Frame) => store.host.serverOf('store').deliver(frame);
let deliver: (frame: Frame) => Promise<readonly Receipt[]> = toStore;

beforeAll(async () => {
  rig = await Rig.open();
  store = await rig.start({ name: 'store', contexts: ['store'], remote: () => shop.host.serverOf('shop') });
  await startShop();
});
beforeEach(() => {
  sent = new Map();
  deliver = toStore;
});
afterAll(() => rig.close());

async function startShop(): Promise<void> {
  const way: Carrier = {
    request: (request) => store.host.serverOf('store').request(request),
    deliver: (frame) => {
      for (const { key } of frame.messages) sent.set(key, (sent.get(key) ?? 0) + 1);
      return deliver(frame);
    },
  };
  shop = await rig.start({ name: 'shop', contexts: ['shop'], remote: () => way });
}

const sellMany = (misdeeds: readonly Misdeed[] = []) =>
  Promise.all(Array.from({ length: N }, (_, n) => rig.sell(shop, { shelf, misdeed: misdeeds[n] })));
const handOutsIn = async (table: string) =>
  (await rig.query<{ n: number }>('shop', `SELECT count(*)::int AS n FROM ${table} WHERE receiver = 'store'`))[0]!.n;
const timesSent = () => [...sent.values()].reduce((sum, times) => sum + times, 0);

test('what is under way to a receiver lies in few rows, all of which can be seen, and is sent once', async () => {
  const gate = Promise.withResolvers<void>();
  deliver = (frame) => gate.promise.then(() => toStore(frame));
  await sellMany();
  expect(await handOutsIn('outbox_message')).toBe(N);
  expect((await handOutsIn('outbox_bundle')) + (await handOutsIn('outbox'))).toBeLessThan(N / 2);
  gate.resolve();
  await quiet(rig);
  expect(timesSent()).toBe(N);
  expect(await complaints(rig)).toEqual([]);
});

test('one whose answer is lost is sent again when its lease is over, and was taken once', async () => {
  deliver = (frame) =>
    frame.messages.length ? toStore(frame).then(() => new Promise(() => undefined)) : toStore(frame);
  await sellMany();
  await waitFor(async () => (timesSent() > N ? undefined : 'nothing was sent again'));
  deliver = toStore;
  await quiet(rig);
  expect(await handOutsIn('outbox_bundle')).toBe(0);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
});

test('those of a run that ended are sent by the next', async () => {
  deliver = () => new Promise(() => undefined);
  await sellMany();
  await rig.replicas.pop()!.stop();
  expect(await handOutsIn('outbox_message')).toBe(N);
  deliver = toStore;
  await startShop();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
});

test('one that its receiver cannot take gets a row of its own, and its neighbours are not sent again', async () => {
  const misdeeds: Misdeed[] = [];
  misdeeds[N / 2] = 'throws';
  await sellMany(misdeeds);
  const bad = rig.sold.find(({ misdeed }) => misdeed)!;
  await waitFor(async () => {
    const left = await rig.query<{ key: string; failures: number }>(
      'shop',
      `SELECT key, failures FROM outbox_message WHERE receiver = 'store'`,
    );
    const isAlone = left.length === 1 && left[0]!.key === bad.id && left[0]!.failures >= 2;
    return isAlone ? undefined : `there wait ${JSON.stringify(left)}`;
  });
  expect(await handOutsIn('outbox_bundle')).toBe(0);
  sent.delete(bad.id);
  expect([...sent.values()]).toEqual(Array(N - 1).fill(1));
});
