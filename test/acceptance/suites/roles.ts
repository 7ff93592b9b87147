import { adminSession } from '#libs/database';
import type { System } from '#test/cleave';

/** Of each owner, a table that somebody might like to read. */
const TABLES: Readonly<Record<string, string>> = {
  users: 'account',
  inventory: 'stock_item',
  orders: 'order_view',
  payments: 'payment',
  notifications: 'message',
  provider: 'ledger',
};
const OWNERS = Object.keys(TABLES);

let system: System;

/** Owner → URL of its database by its own role, as the running system uses it. */
let urls: ReadonlyMap<string, string>;
const read = (url: string, sql: string): Promise<unknown[]> =>
  adminSession(url, async (client) => (await client.query(sql)).rows);
const databaseOf = (owner: string): string => new URL(urls.get(owner)!).pathname.slice(1);
const asRole = (owner: string, database: string): string =>
  Object.assign(new URL(urls.get(owner)!), { pathname: `/${database}` }).href;

/** No context can read what another one owns. */
export const roles = (given: () => System): void =>
  describe('the roles of the databases', () => {
    beforeAll(async () => {
      system = given();
      urls = await system.roleUrls();
    });

    describe.each(OWNERS)('the role of %s', (owner) => {
      it('reads its own tables', async () => {
        const [row] = await read(urls.get(owner)!, `SELECT count(*)::int >= 0 AS ok FROM ${TABLES[owner]!}`);
        expect(row).toEqual({ ok: true });
      });

      it.each(OWNERS.filter((other) => other !== owner))('cannot connect to the database of %s', async (other) => {
        await expect(read(asRole(owner, databaseOf(other)), `SELECT * FROM ${TABLES[other]!}`)).rejects.toThrow(
          /permission denied for database/,
        );
      });

      it("cannot reach another's tables from its own database, nor make itself more than it is", async () => {
        const [other] = OWNERS.filter((one) => one !== owner) as [string];
        const own = urls.get(owner)!;
        await expect(read(own, `SELECT * FROM ${databaseOf(other)}.public.${TABLES[other]!}`)).rejects.toThrow(
          /cross-database references are not implemented/,
        );
        await expect(read(own, `SET ROLE ${databaseOf(other)}`)).rejects.toThrow(/permission denied to set role/);
        await expect(read(own, `ALTER ROLE ${databaseOf(owner)} SUPERUSER`)).rejects.toThrow(/permission denied/);
        await expect(read(own, `CREATE EXTENSION dblink`)).rejects.toThrow(/permission denied|not available/);
        await expect(read(own, `COPY (SELECT 1) TO PROGRAM 'true'`)).rejects.toThrow(/permission denied/);
      });
    });
  });
