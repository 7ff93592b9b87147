import { newId, type Message } from '#libs/messaging';
import { complaints, quiet } from './books.js';
import { HandOut, Sell } from './contexts/contracts.js';
import { messageOf } from './message-of.js';
import { Rig, type Replica } from './rig.js';
import { deadlocks, slowly } from './witnesses.js';

// T3: the same message, the same request, at once
let rig: Rig;
let one: Replica;
let two: Replica;
const shelf = newId();

beforeAll(async () => {
  rig = await Rig.open();
  one = await rig.start({ name: 'one' });
  two = await rig.start({ name: 'two' });
});
afterAll(() => rig.close());

const handOut = (): Message => messageOf('shop', new HandOut({ sale: newId(), shelf: newId(), quantity: 1 }));
const deliver = (replica: Replica, ...messages: Message[]) =>
  replica
    .engine('store')
    .server.deliver({ id: newId(), sender: 'shop', receiver: 'store', messages, remainingMs: 10_000 });
const movements = async ({ key }: Message) =>
  (await rig.query('store', 'SELECT FROM movement WHERE sale = $1', [key])).length;

test('two copies of a message in one batch are one, and both are answered', async () => {
  const message = handOut();
  const receipts = await deliver(one, message, message);
  expect(receipts).toEqual([
    { id: message.id, outcome: 'done' },
    { id: message.id, outcome: 'done' },
  ]);
  expect(await movements(message)).toBe(1);
});

test('a copy in a frame of its own joins the one that waits', async () => {
  const message = handOut();
  const answers = await Promise.all([deliver(one, message), deliver(one, message), deliver(one, message)]);
  expect(answers.flat().map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  expect(await movements(message)).toBe(1);
});

test('the same messages in two replicas at once take effect once, in whatever order they come', async () => {
  const messages = Array.from({ length: 100 }, () => handOut());
  await slowly(rig, 'store', 'inbox', async () => {
    const answers = await Promise.all([deliver(one, ...messages), deliver(two, ...messages.toReversed())]);
    expect(new Set(answers.flat().map(({ outcome }) => outcome))).toEqual(new Set(['done']));
  });
  expect(await Promise.all(messages.map(movements))).toEqual(messages.map(() => 1));
  expect(await deadlocks(rig)).toBe(0);
});

test('a message that comes long after it was taken is answered and changes nothing', async () => {
  const message = handOut();
  await deliver(one, message);
  expect(await deliver(two, { ...message, sends: 3 })).toEqual([{ id: message.id, outcome: 'done' }]);
  expect(await movements(message)).toBe(1);
});

describe('a request under an idempotency key', () => {
  const asked = (fingerprint = 'same') => ({ id: newId(), fingerprint });
  const wish = () => new Sell({ id: newId(), shelf, quantity: 2 });

  test('fifty copies in two replicas at once get the same reply for one sale', async () => {
    const [sell, key] = [wish(), asked()];
    rig.sold.push(sell);
    const replies = await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 ? one : two).request(sell, key)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  });

  test('a copy with another body is refused, while the first runs here, runs elsewhere, and after it', async () => {
    const bodies = { mug: wish(), cup: wish() };
    const id = newId();
    const ask = (replica: Replica, fingerprint: 'mug' | 'cup') =>
      replica.request(bodies[fingerprint], { id, fingerprint });
    const answers = await Promise.allSettled([ask(one, 'mug'), ask(one, 'cup'), ask(two, 'cup'), ask(two, 'mug')]);
    const [mug, cup] = [
      [0, 3],
      [1, 2],
    ].map((places) => places.map((i) => answers[i]!));
    const won = mug!.some(({ status }) => status === 'fulfilled') ? 'mug' : 'cup';
    rig.sold.push(bodies[won]);
    const lost = won === 'mug' ? cup! : mug!;
    expect(lost).toEqual(
      lost.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 'idempotency.key-reused' }) })),
    );
    await expect(ask(two, won)).resolves.toEqual(await ask(one, won));
    await expect(ask(one, won === 'mug' ? 'cup' : 'mug')).rejects.toMatchObject({ code: 'idempotency.key-reused' });
  });

  test('a refusal is stored like a result', async () => {
    const key = asked();
    const sell = new Sell({ id: newId(), shelf, quantity: 101 });
    const refusal = { code: 'shop.too-many', kind: 'refused', details: { most: 100 } };
    await expect(one.request(sell, key)).rejects.toMatchObject(refusal);
    await expect(two.request(sell, key)).rejects.toMatchObject(refusal);
    expect(await rig.query('shop', 'SELECT FROM sale WHERE id = $1', [sell.id])).toHaveLength(0);
  });
});

test('what was sold took effect once', async () => {
  for (let i = 0; i < 50; i++) await rig.sell(i % 2 ? one : two, { shelf });
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
});
