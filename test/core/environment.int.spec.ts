import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { adminSession } from '#libs/database';
import { newId } from '#libs/messaging';
import { PostgresProxy } from '#test/postgres-proxy';
import { complaints, deadLetters, quiet } from './books.js';
import { Rig, type Replica } from './rig.js';

// T6: nobody's fault; nothing may be counted against a message, and all of it is done when the trouble is over
let rig: Rig;
let proxy: PostgresProxy;
let replica: Replica;
const role = `core_${randomBytes(4).toString('hex')}`;
const shelf = newId();
const admin = (sql: string) => adminSession(rig.urls.store, async (client) => void (await client.query(sql)));

beforeAll(async () => {
  rig = await Rig.open();
  const store = new URL(rig.urls.store);
  await admin(
    `CREATE ROLE ${role} LOGIN PASSWORD '${role}'; ALTER DATABASE ${store.pathname.slice(1)} OWNER TO ${role}; ALTER SCHEMA public OWNER TO ${role}`,
  );
  proxy = await PostgresProxy.before(Object.assign(store, { username: role, password: role }).href);
  replica = await rig.start({ urls: { store: proxy.url() } });
  await rig.sell(replica, { shelf });
  await quiet(rig);
});
afterAll(async () => {
  const { store } = rig.urls;
  await rig.close();
  await proxy.close();
  await adminSession(
    Object.assign(new URL(store), { pathname: '/postgres' }).href,
    async (client) => void (await client.query(`DROP ROLE ${role}`)),
  );
});

/** Sells while the store's database is in trouble, then ends the trouble and waits until all is done. */
async function sellThrough(begin: () => Promise<void>, end: () => Promise<void>): Promise<void> {
  await begin();
  try {
    await sellAndCount();
  } finally {
    await end();
  }
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
}

async function sellAndCount(): Promise<void> {
  await Promise.all(Array.from({ length: 30 }, () => rig.sell(replica, { shelf })));
  await pause(1_500);
  const [{ n, failures }] = (await rig.query<{ n: number; failures: number }>(
    'shop',
    `SELECT count(*)::int AS n, coalesce(sum(failures), 0)::int AS failures FROM outbox WHERE receiver = 'store'`,
  )) as [{ n: number; failures: number }];
  expect([n, failures]).toEqual([30, 0]);
}

const terminate = () => admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`);

test('the disk is full (53100)', () =>
  sellThrough(
    () =>
      admin(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON shelf FOR EACH STATEMENT EXECUTE FUNCTION full_disk()`),
    () => admin('DROP TRIGGER full_disk ON shelf'),
  ));

test('there are too many connections (53300)', () =>
  sellThrough(
    async () => {
      await admin(`ALTER ROLE ${role} CONNECTION LIMIT 0`);
      await terminate();
    },
    () => admin(`ALTER ROLE ${role} CONNECTION LIMIT -1`),
  ));

test('the server cannot be reached', () =>
  sellThrough(
    async () => {
      proxy.mode = 'cut';
      proxy.cut();
    },
    async () => void (proxy.mode = 'pass'),
  ));

test('backends are ended again and again (57P01)', async () => {
  for (let i = 0; i < 12; i++) {
    await Promise.all([terminate(), ...Array.from({ length: 10 }, () => rig.sell(replica, { shelf }))]);
    await pause(60);
  }
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
});
