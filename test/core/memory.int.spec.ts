import { Connection } from '#libs/database';
import { newId, type Message } from '#libs/messaging';
import { HandedOut, HandOut, Reminded, Sell, ShelfChanged } from './contexts/contracts.js';
import { messageOf } from './message-of.js';
import { Rig, type ContextName, type Replica } from './rig.js';

// What a batch left is not read by the next one, and whatever changed meanwhile is found out
let rig: Rig;
let one: Replica;
let two: Replica;

beforeAll(async () => {
  rig = await Rig.open();
});
// after a mistake memory rests, so every test begins with processes that have made none
beforeEach(async () => {
  one = await rig.start({ name: 'one' });
  two = await rig.start({ name: 'two' });
});
afterEach(async () => {
  for (const replica of rig.replicas.splice(0).toReversed()) await replica.stop();
});
afterAll(() => rig.close());

const deliver = (receiver: ContextName, message: Message, replica = one) =>
  replica.engine(receiver).server.deliver({
    id: newId(),
    sender: (JSON.parse(message.headers) as { source: string }).source,
    receiver,
    messages: [message],
    remainingMs: 20_000,
  });
const handOutOf = (shelf: string) => messageOf('shop', new HandOut({ sale: newId(), shelf, quantity: 1 }));
const handOut = (shelf: string, replica = one) => deliver('store', handOutOf(shelf), replica);
const taken = async (shelf: string) => (await rig.query('store', 'SELECT taken FROM shelf WHERE id = $1', [shelf]))[0];

/** The flights that write to the store while something is done, by the names of their statements, whether of one row or of many. */
async function flightsOf(work: () => Promise<unknown>): Promise<string[][]> {
  const flights: string[][] = [];
  const { flight } = Connection.prototype;
  Connection.prototype.flight = function (calls) {
    flights.push(calls.map(({ statement }) => statement.name.replace(' (one)', '')));
    return flight.call(this, calls);
  };
  try {
    await work();
  } finally {
    Connection.prototype.flight = flight;
  }
  return flights.filter((names) => names.some((name) => name.endsWith(' shelf') || name.includes('shelf id')));
}

test('the second decision on a row reads nothing: one flight claims, compares, writes and commits', async () => {
  const shelf = newId();
  await handOut(shelf);
  const flights = await flightsOf(() => handOut(shelf));
  expect(flights).toHaveLength(1);
  expect(flights[0]).toEqual(
    expect.arrayContaining(['inbox take', 'update shelf', 'insert movement', 'outbox insert']),
  );
});

test('a new row is not looked for when its key is younger than the process', async () => {
  const flights = await flightsOf(() => handOut(newId()));
  expect(flights).toHaveLength(1);
  expect(flights[0]).toEqual(expect.arrayContaining(['inbox take', 'insert shelf', 'insert movement']));
});

test('a row that somebody changes by hand is read again and decided upon', async () => {
  const shelf = newId();
  const handedOut = () => deliver('shop', messageOf('store', new HandedOut({ sale: newId(), shelf, quantity: 1 })));
  await handedOut();
  await rig.query('shop', 'UPDATE tally SET quantity = quantity + 10 WHERE shelf = $1', [shelf]);
  await handedOut();
  expect(await rig.query('shop', 'SELECT quantity FROM tally WHERE shelf = $1', [shelf])).toEqual([{ quantity: 12 }]);
});

test('a row that another replica has written is read again', async () => {
  const shelf = newId();
  for (const replica of [one, two, one, two]) await handOut(shelf, replica);
  expect(await taken(shelf)).toEqual({ taken: 4 });
});

test('a row that somebody makes by hand where none was remembered is found', async () => {
  const shelf = newId();
  await rig.query('store', 'INSERT INTO shelf (id, taken, changes) VALUES ($1, 5, 1)', [shelf]);
  await handOut(shelf);
  expect(await taken(shelf)).toEqual({ taken: 6 });
});

test('a row that is remembered and only looked at is compared, too', async () => {
  const shelf = newId();
  const changed = (change: number) =>
    deliver('shop', messageOf('store', new ShelfChanged({ shelf, taken: 1, change })));
  await changed(5);
  await rig.query('shop', 'UPDATE shelf_copy SET change = 1 WHERE shelf = $1', [shelf]);
  await changed(3);
  expect(await rig.query('shop', 'SELECT change FROM shelf_copy WHERE shelf = $1', [shelf])).toEqual([{ change: 3 }]);
});

test('a row that is believed to be absent and would change nothing is looked for, too', async () => {
  const sale = newId();
  await rig.query(
    'shop',
    `INSERT INTO sale (id, shelf, quantity, closed, thanked, reminded, rung, recalled) VALUES ($1, $1, 1, 0, 0, 0, 0, false)`,
    [sale],
  );
  await deliver('shop', messageOf('shop', new Reminded({ sale })));
  expect(await rig.query('shop', 'SELECT reminded FROM sale WHERE id = $1', [sale])).toEqual([{ reminded: 1 }]);
});

test('a message that was taken before is answered, and not done twice', async () => {
  const [shelf, message] = [newId(), handOutOf(newId())];
  await handOut(shelf);
  expect(await deliver('store', message)).toEqual([{ id: message.id, outcome: 'done' }]);
  expect(await deliver('store', message)).toEqual([{ id: message.id, outcome: 'done' }]);
  expect(await rig.query('store', 'SELECT FROM movement WHERE sale = $1', [message.key])).toHaveLength(1);
});

test('a request that comes again is given its stored reply', async () => {
  const [sell, key] = [new Sell({ id: newId(), shelf: newId(), quantity: 1 }), { id: newId(), fingerprint: 'same' }];
  const first = await one.request(sell, key);
  expect(await one.request(sell, key)).toEqual(first);
  expect(await rig.query('shop', 'SELECT FROM sale WHERE id = $1', [sell.id])).toHaveLength(1);
});
