import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { adminSession } from '#libs/database';
import { newId } from '#libs/messaging';
import { OwnServer } from '#test/own-server';
import { PostgresProxy } from '#test/postgres-proxy';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from './books.js';
import { Customers } from './customers.js';
import { CONTEXTS, Rig, type ContextName, type Replica } from './rig.js';

// On a server of its own: a context that cannot write says so for as long as it cannot, and recovers without anybody's help.
let server: OwnServer;
let rig: Rig;
let proxy: PostgresProxy;
let replica: Replica;
const lines: string[] = [];

beforeAll(async () => {
  for (const level of ['warn', 'error'] as const)
    jest.spyOn(Logger.prototype, level).mockImplementation((line: string) => void lines.push(line));
  server = await OwnServer.start();
  rig = await Rig.open(server.adminUrl);
  proxy = await PostgresProxy.before(rig.urls.shop);
  replica = await rig.start({ urls: { shop: proxy.url() } });
});
afterEach(async () => {
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
});
afterAll(async () => {
  await rig?.close();
  await proxy?.close();
  await server?.discard();
});

const troubleOf = (context: ContextName): string | undefined => replica.engine(context).trouble();
const says = (context: ContextName, wanted: RegExp): Promise<void> =>
  waitFor(async () => {
    const said = troubleOf(context);
    return said && wanted.test(said) ? undefined : `${context} says ${said ?? 'that all is well'}`;
  });
/** Nobody buys anything meanwhile. */
const recovers = (context: ContextName): Promise<void> => waitFor(async () => troubleOf(context));

/** Customers come, until the shop says what is wrong; they leave when it has been mended. */
async function saidWhile(wanted: RegExp, breaks: () => Promise<unknown>, mends: () => Promise<unknown>): Promise<void> {
  const customers = new Customers(rig, replica, newId());
  await customers.servedOnce();
  await breaks();
  await says('shop', wanted);
  expect(troubleOf('store')).toBeUndefined();
  await mends();
  await customers.leave();
  await recovers('shop');
}

test('a PostgreSQL that is away: one line for each context at its beginning, and one at its end', async () => {
  await server.crash();
  for (const context of CONTEXTS) await says(context, /^cannot write: the database cannot be reached$/);
  const customers = new Customers(rig, replica, newId());
  for (let n = 0; n < 3; n++) await customers.refusedOnce();
  const begun = [...lines];
  await server.startAgain();
  await customers.leave();
  for (const context of CONTEXTS) await recovers(context);
  const ofEach = (line: RegExp) => CONTEXTS.map(() => expect.stringMatching(line));
  expect(begun).toEqual(ofEach(/^cannot write: the database cannot be reached: .+/));
  expect(lines.slice(begun.length)).toEqual(ofEach(/^cannot write: .+: is over after /));
});

test.each(['event', 'sale'])('the table %s, locked by somebody: it is said until it is free', async (table) => {
  const somebody = new pg.Client({ connectionString: rig.urls.shop });
  await somebody.connect();
  await saidWhile(
    /^cannot write: a table is locked by another session$/,
    () => somebody.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`),
    () => somebody.end(),
  );
});

test('a database that takes no writes any more, like a standby: it is said, and no message is blamed', async () => {
  const database = new URL(rig.urls.shop).pathname.slice(1);
  const setReadOnly = (value: 'on' | 'off') =>
    adminSession(server.adminUrl, async (admin) => {
      await admin.query(`ALTER DATABASE ${database} SET default_transaction_read_only = ${value}`);
      await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
    });
  await saidWhile(
    /^cannot write: the database is read-only$/,
    () => setReadOnly('on'),
    () => setReadOnly('off'),
  );
});

test('a database that answers nothing any more: it is said while the write does not come back', async () => {
  await saidWhile(
    /^cannot write: the database does not answer$/,
    async () => void (proxy.mode = 'black-hole'),
    async () => {
      proxy.mode = 'pass';
      proxy.cut();
    },
  );
});

const MOST_BYTES = 20_971_520; // above a segment of the WAL, which must not fail

(OwnServer.canLimitFiles ? test : test.skip)(
  'a disk without room for events: it is said until there is room',
  async () => {
    await saidWhile(
      /^cannot write: /,
      async () => {
        server.limitFiles(MOST_BYTES);
        await fill();
      },
      async () => server.limitFiles('unlimited'),
    );
  },
);

/** Rows of a page each, until there is no room for another page, and small ones for what is left between them. */
async function fill(): Promise<void> {
  await rig.query(
    'shop',
    'ALTER TABLE event ADD COLUMN ballast text; ALTER TABLE event ALTER COLUMN ballast SET STORAGE PLAIN, SET (autovacuum_enabled = false)',
  );
  for (const ballast of [`repeat('x', 8000)`, 'NULL'])
    await expect(
      rig.query(
        'shop',
        `INSERT INTO event SELECT 'ballast-' || gen_random_uuid(), n, 'ballast', '', '', now(), ${ballast} FROM generate_series(1, 5000) n`,
      ),
    ).rejects.toThrow('File too large');
}
