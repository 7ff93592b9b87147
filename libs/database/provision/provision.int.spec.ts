import { keysFromSecret, type Keys } from '#libs/keys';
import { testServer } from '#libs/testing/postgres';
import { dropDatabase } from '#test/drop-database';
import { waitFor } from '#test/wait-for';
import { adminSession, provision } from '../index.js';

const prefix = `p${process.pid}_`;
const keys = keysFromSecret('secret');
const names = ['orders', 'payment-provider'];
const ids = [`${prefix}orders`, `${prefix}payment_provider`];
let adminUrl: string;
const run = (url: string, sql: string): Promise<unknown[]> =>
  adminSession(url, async (client) => (await client.query(sql)).rows);
const drop = (id: string): Promise<void> => adminSession(adminUrl, (client) => dropDatabase(client, id));

/** A login whose last connection has just ended is removed by a later provisioning. */
const gone = (url: string, provisionAgain: () => Promise<unknown>): Promise<void> =>
  waitFor(async () => {
    await provisionAgain();
    return (await run(url, 'SELECT 1').catch(() => undefined)) && 'its login is still there';
  });

beforeAll(async () => {
  adminUrl = await testServer();
});
afterAll(async () => {
  for (const id of ids) await drop(id);
});

describe('provision', () => {
  it('gives every context a database and a role, however many do it at once and however often', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => provision(adminUrl, names, keys, { prefix })));
    for (const urls of all) expect(urls).toEqual(all[0]);
    for (const [index, url] of [...all[0]!.values()].entries()) {
      expect(await run(url, 'SELECT current_user::text AS role, current_database()::text AS database')).toEqual([
        { role: ids[index], database: ids[index] },
      ]);
    }
  });

  it("keeps one context's role out of another's database", async () => {
    const urls = await provision(adminUrl, names, keys, { prefix });
    const orders = urls.get('orders')!;
    await run(urls.get('payment-provider')!, 'CREATE TABLE ledger (id int)');
    const foreign = orders.replace(/[^/]+$/, ids[1]!);
    await expect(run(foreign, 'SELECT * FROM ledger')).rejects.toThrow(/permission denied for database/);
    await expect(run(orders, `SELECT * FROM ${ids[1]}.public.ledger`)).rejects.toThrow(
      /cross-database references are not implemented/,
    );
    await expect(run(orders, `SET ROLE ${ids[1]}`)).rejects.toThrow(/permission denied to set role/);
  });

  it('follows a new secret step by step, while everybody can connect', async () => {
    const [old, accepting, making, next] = [
      keysFromSecret('secret'),
      keysFromSecret('secret', 'next'),
      keysFromSecret('next', 'secret'),
      keysFromSecret('next'),
    ];
    const urlBy = async (some: Keys) => (await provision(adminUrl, ['orders'], some, { prefix })).get('orders')!;
    const before = await urlBy(old);
    await run(before, 'CREATE TABLE made_before (id int)');
    for (const [one, other] of [
      [old, accepting],
      [accepting, making],
      [making, next],
    ] as const) {
      const urls = [await urlBy(one), await urlBy(other), await urlBy(one), await urlBy(other)];
      for (const url of urls)
        expect(
          await run(url, 'SELECT current_user::text AS role FROM (SELECT count(*) FROM made_before) all_of_it'),
        ).toEqual([{ role: ids[0] }]);
    }
    await gone(before, () => urlBy(next));
    await run(await urlBy(next), 'DROP TABLE made_before');
  });

  it('a process that was given a wrong secret locks out nobody who is connected', async () => {
    const url = (await provision(adminUrl, ['orders'], keys, { prefix })).get('orders')!;
    const provisionWrong = () => provision(adminUrl, ['orders'], keysFromSecret('wrong'), { prefix });
    await adminSession(url, async () => {
      await provisionWrong();
      expect(await run(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
    await gone(url, provisionWrong);
  });

  it('works for an admin who is no superuser', async () => {
    const admin = `${prefix}admin`;
    await run(adminUrl, `CREATE ROLE ${admin} LOGIN CREATEDB CREATEROLE PASSWORD 'p'`);
    const url = Object.assign(new URL(adminUrl), { username: admin, password: 'p' }).href;
    const [own] = (await provision(url, ['own'], keys, { prefix })).values();
    await run(own!, 'CREATE TABLE it (works int)');
    await drop(`${prefix}own`);
    await run(adminUrl, `DROP ROLE ${admin}`);
  });

  it('refuses in one sentence what cannot work', async () => {
    const lossy = `${adminUrl}?options=-c%20synchronous_commit%3Doff`;
    await expect(provision(lossy, [], keys)).rejects.toMatchObject({ code: 'database.not-durable' });
    const [plain] = (await provision(adminUrl, ['orders'], keys, { prefix })).values();
    await expect(provision(plain!, ['more'], keys, { prefix })).rejects.toMatchObject({
      code: 'database.forbidden',
    });
    await expect(provision('postgresql://x:y@127.0.0.1:1/z', [], keys)).rejects.toMatchObject({
      code: 'database.unreachable',
      message: 'PostgreSQL at 127.0.0.1:1/z cannot be reached: connect ECONNREFUSED 127.0.0.1:1.',
    });
  });
});
