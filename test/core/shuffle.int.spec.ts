import { newId, type Message } from '#libs/messaging';
import { Random } from '#test/random';
import { HandedOut, ShelfChanged } from './contexts/contracts.js';
import { messageOf } from './message-of.js';
import { Rig } from './rig.js';

// T11: the order of delivery means nothing
const ORDERS = 200;
const SALES = 5;
const WAVES = 3;

test('one workload in 200 random orders, with copies, ends in one state', async () => {
  const rig = await Rig.open();
  const random = new Random();
  const replica = await rig.start();
  const deliver = (messages: readonly Message[]) =>
    replica
      .engine('shop')
      .server.deliver({ id: newId(), sender: 'store', receiver: 'shop', messages, remainingMs: 20_000 });
  const endings = new Set<string>();
  const workloads = Array.from({ length: ORDERS }, () => workload());
  for (const { shelf, sales } of workloads)
    await rig.query('shop', 'INSERT INTO sale SELECT id, $2, 1, 0, 0, 0, 0, false FROM unnest($1::uuid[]) AS id', [
      sales,
      shelf,
    ]);
  const sent = workloads.map(({ messages }) => frames(shuffled(withCopies(messages, random), random), random));
  for (let wave = 0; wave < WAVES; wave++)
    // copies join those that wait, or come when all is done
    await Promise.all(sent.flatMap((all) => all.filter((_, n) => n % WAVES === wave).map(deliver)));
  for (const { shelf } of workloads) {
    const sales = await rig.query(
      'shop',
      'SELECT closed, thanked, count(*)::int AS n FROM sale WHERE shelf = $1 GROUP BY 1, 2',
      [shelf],
    );
    const tally = await rig.query('shop', 'SELECT sales, quantity FROM tally WHERE shelf = $1', [shelf]);
    const copy = await rig.query('shop', 'SELECT taken, change FROM shelf_copy WHERE shelf = $1', [shelf]);
    endings.add(JSON.stringify({ sales, tally, copy }));
  }
  expect([...endings].map((ending) => JSON.parse(ending))).toEqual([
    {
      sales: [{ closed: 1, thanked: 1, n: SALES }],
      tally: [{ sales: SALES, quantity: 15 }],
      copy: [{ taken: 15, change: SALES }],
    },
  ]);
  await rig.close();
});

/** Five hand-outs of one shelf: what the store says of each, and the shelf's state after it. */
function workload() {
  const shelf = newId();
  const sales = Array.from({ length: SALES }, () => newId());
  const messages = sales.flatMap((sale, i) => [
    messageOf('store', new HandedOut({ sale, shelf, quantity: i + 1 })),
    messageOf('store', new ShelfChanged({ shelf, taken: ((i + 1) * (i + 2)) / 2, change: i + 1 })),
  ]);
  return { shelf, sales, messages };
}

const withCopies = (messages: readonly Message[], random: Random): Message[] =>
  messages.flatMap((message) => Array.from({ length: random.between(1, 3) }, () => message));

const shuffled = (messages: readonly Message[], random: Random): Message[] =>
  messages
    .map((message) => ({ message, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ message }) => message);

function frames(messages: Message[], random: Random): Message[][] {
  const cut: Message[][] = [];
  while (messages.length) cut.push(messages.splice(0, random.between(1, 6)));
  return cut;
}
