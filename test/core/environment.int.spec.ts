import { randomBytes } from 'node:crypto';
import { adminSession } from '#libs/database';
import { newId } from '#libs/messaging';
import { PostgresProxy } from '#test/postgres-proxy';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from './books.js';
import { Customers } from './customers.js';
import { CONTEXTS, Rig, type ContextName, type Replica } from './rig.js';
import { blamed, watchBlame } from './witnesses.js';

// T6: nobody's fault; nothing may be counted against a message, and all of it is done when the trouble is over
let rig: Rig;
let proxies: Record<ContextName, PostgresProxy>;
let replica: Replica;
const shelf = newId();
/** Each context's database belongs to a role of its own, as in production: what a role may not, the suite's superuser still may. */
const suffix = randomBytes(4).toString('hex');
const roleOf = (context: ContextName) => `core_${context}_${suffix}`;
const admin = (context: ContextName, sql: string) =>
  adminSession(rig.urls[context], async (client) => void (await client.query(sql)));

beforeAll(async () => {
  rig = await Rig.open();
  const [shop, store] = await Promise.all(CONTEXTS.map(before));
  proxies = { shop: shop!, store: store! };
  replica = await rig.start({ urls: { shop: shop!.url(), store: store!.url() } });
  await watchBlame(rig);
});
afterAll(async () => {
  const server = Object.assign(new URL(rig.urls.shop), { pathname: '/postgres' }).href;
  await rig.close();
  await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
  await adminSession(server, async (client) => void (await client.query(`DROP ROLE ${CONTEXTS.map(roleOf).join()}`)));
});

/** The way to a context's database, by its role. */
async function before(context: ContextName): Promise<PostgresProxy> {
  const [role, url] = [roleOf(context), new URL(rig.urls[context])];
  await admin(
    context,
    `CREATE ROLE ${role} LOGIN PASSWORD '${role}'; ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${role}; ALTER SCHEMA public OWNER TO ${role}`,
  );
  return PostgresProxy.before(Object.assign(url, { username: role, password: role }).href);
}

const terminate = (context: ContextName) =>
  admin(context, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${roleOf(context)}'`);

interface Trouble {
  readonly name: string;
  begin(context: ContextName): Promise<void>;
  end(context: ContextName): Promise<void>;
}
const troubles: readonly Trouble[] = [
  {
    name: 'the disk is full (53100)',
    begin: (context) =>
      admin(
        context,
        `CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
         CREATE TRIGGER full_disk BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION full_disk()`,
      ),
    end: (context) => admin(context, 'DROP TRIGGER full_disk ON inbox'),
  },
  {
    name: 'there are too many connections (53300)',
    begin: async (context) => {
      await admin(context, `ALTER ROLE ${roleOf(context)} CONNECTION LIMIT 0`);
      await terminate(context);
    },
    end: (context) => admin(context, `ALTER ROLE ${roleOf(context)} CONNECTION LIMIT -1`),
  },
  {
    name: 'the backend of every batch is ended (57P01)',
    begin: (context) =>
      admin(
        context,
        `CREATE OR REPLACE FUNCTION end_backend() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
         CREATE TRIGGER end_backend BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION end_backend()`,
      ),
    end: (context) => admin(context, 'DROP TRIGGER end_backend ON inbox'),
  },
  {
    name: 'the server cannot be reached',
    begin: async (context) => {
      proxies[context].mode = 'cut';
      proxies[context].cut();
    },
    end: async (context) => void (proxies[context].mode = 'pass'),
  },
  {
    name: 'the server swallows everything',
    begin: async (context) => void (proxies[context].mode = 'black-hole'),
    end: async (context) => {
      proxies[context].mode = 'pass';
      proxies[context].cut();
    },
  },
];

/** So many hand-outs wait in the shop that the store has sent back. */
async function sentBack(n: number): Promise<void> {
  await waitFor(async () => {
    const [row] = await rig.query<{ n: number }>(
      'shop',
      `SELECT count(*)::int AS n FROM outbox WHERE receiver = 'store' AND last_error IS NOT NULL`,
    );
    return row!.n === n ? undefined : `${row!.n} of ${n} hand-outs were sent back`;
  });
}

test.each(troubles)('$name: messages and requests wait, and nobody is blamed', async ({ begin, end }) => {
  await begin('store');
  await Promise.all(Array.from({ length: 30 }, () => rig.sell(replica, { shelf })));
  await sentBack(30);
  await begin('shop');
  const customers = new Customers(rig, replica, shelf);
  await customers.refusedOnce();
  await end('shop');
  await customers.servedOnce();
  await end('store');
  await customers.leave();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect([...(await blamed(rig)), ...(await deadLetters(rig))]).toEqual([]);
});

test('backends are ended again and again (57P01)', async () => {
  const customers = new Customers(rig, replica, shelf);
  for (let n = 0; n < 5; n++) {
    await Promise.all(CONTEXTS.map(terminate));
    await customers.servedOnce();
  }
  await customers.leave();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect([...(await blamed(rig)), ...(await deadLetters(rig))]).toEqual([]);
});
