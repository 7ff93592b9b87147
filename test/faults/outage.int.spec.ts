import { newId } from '#libs/messaging';
import { OwnServer } from '#test/own-server';
import { complaints, deadLetters, quiet } from '../core/books.js';
import { Customers } from '../core/customers.js';
import { Rig, type ContextName, type Replica } from '../core/rig.js';
import { blamed, watchBlame } from '../core/witnesses.js';

// T6, on a server of its own: the whole of PostgreSQL goes down under load, or has no room left on its disk
let server: OwnServer;
let rig: Rig;
let replica: Replica;
let customers: Customers;

beforeAll(async () => {
  server = await OwnServer.start();
  rig = await Rig.open(server.adminUrl);
  replica = await rig.start();
  await watchBlame(rig);
});
beforeEach(async () => {
  customers = new Customers(rig, replica, newId());
  await customers.servedOnce();
});
afterEach(async () => {
  await customers.leave();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect([...(await blamed(rig)), ...(await deadLetters(rig))]).toEqual([]);
});
afterAll(async () => {
  await rig?.close();
  await server?.discard();
});

test('PostgreSQL is stopped at once, twice', async () => {
  for (let n = 0; n < 2; n++) {
    await server.crash();
    await customers.refusedOnce();
    await server.startAgain();
    await customers.servedOnce();
  }
});

const MOST_BYTES = 20_971_520; // above a segment of the WAL, which must not fail

(OwnServer.canLimitFiles ? test : test.skip)('the disk has no room left for what is sold and handed out', async () => {
  server.limitFiles(MOST_BYTES);
  await Promise.all([fill('shop', 'sale'), fill('store', 'movement')]);
  await customers.refusedOnce();
  server.limitFiles('unlimited');
  await customers.servedOnce();
});

/** Nothing of it stays but the room that it took: rows of a page each, until there is no room for another page. */
async function fill(context: ContextName, table: string): Promise<void> {
  await rig.query(
    context,
    `ALTER TABLE ${table} ADD COLUMN ballast text; ALTER TABLE ${table} ALTER COLUMN ballast SET STORAGE PLAIN, SET (autovacuum_enabled = false)`,
  );
  const [columns, values] = COLUMNS[table]!;
  const insert = (ballast: string) =>
    rig.query(
      context,
      `INSERT INTO ${table} (${columns}, ballast) SELECT ${values}, ${ballast} FROM generate_series(1, 5000)`,
    );
  await expect(insert(`repeat('x', 8060)`)).rejects.toThrow('File too large');
  await expect(insert('NULL')).rejects.toThrow('File too large'); // what was left between them
}

const COLUMNS: Readonly<Record<string, readonly [string, string]>> = {
  sale: [
    'id, shelf, quantity, closed, thanked, reminded, rung, recalled',
    'gen_random_uuid(), gen_random_uuid(), 0, 0, 0, 0, 0, false',
  ],
  movement: ['id, sale, shelf, quantity', 'gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 0'],
};
