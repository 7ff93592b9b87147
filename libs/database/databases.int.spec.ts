import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, dataFolder } from '#libs/config';
import { keysFromSecret } from '#libs/keys';
import { freshDatabase, testServer } from '#libs/testing/postgres';
import { dropDatabase } from '#test/drop-database';
import { adminSession, databaseSections, openDatabases } from './index.js';

const path = mkdtempSync(join(tmpdir(), 'cleave-databases-'));
const prefix = `d${process.pid}_`;
const names = ['orders', 'payment-provider'];

afterAll(async () => {
  rmSync(path, { recursive: true });
  await adminSession(await testServer(), (admin) => dropDatabase(admin, `${prefix}orders`));
});

function open(env: NodeJS.ProcessEnv): ReturnType<typeof openDatabases> {
  const config = Config.read(databaseSections(names), { CLEAVE_DATABASE_PREFIX: prefix, ...env });
  return openDatabases({ config, folder: dataFolder(path), names, keys: keysFromSecret('secret') });
}

it("uses a context's own URL and makes the rest at the admin URL", async () => {
  const own = await freshDatabase('own');
  const databases = await open({ DATABASE_URL: await testServer(), CLEAVE_DATABASE_URL_PAYMENT_PROVIDER: own.url });
  expect(databases.embedded).toBeUndefined();
  expect(databases.urls.get('payment-provider')).toBe(own.url);
  expect(databases.urls.get('orders')).toMatch(new RegExp(`/${prefix}orders$`));
  await databases.stop();
  await own.drop();
});

it('says in one sentence that a URL leads nowhere', async () => {
  const nowhere = 'postgresql://a:b@127.0.0.1:1/c';
  const sentence = /^PostgreSQL at 127\.0\.0\.1:1\/c cannot be reached: [^\n]+\.$/;
  await expect(open({ CLEAVE_DATABASE_URL: nowhere })).rejects.toThrow(sentence);
  await expect(open({ CLEAVE_DATABASE_URL_ORDERS: nowhere, DATABASE_URL: await testServer() })).rejects.toThrow(
    sentence,
  );
  expect(() => Config.read(databaseSections(names), { DATABASE_URL: 'mysql://x' })).toThrow(
    /DATABASE_URL must be a URL such as/,
  );
});

it('says how many connections a server allows, at the start and later', async () => {
  const own = await freshDatabase('own');
  const databases = await open({ DATABASE_URL: await testServer(), CLEAVE_DATABASE_URL_PAYMENT_PROVIDER: own.url });
  const tooMany = expect.objectContaining({
    code: 'database.too-few-connections',
    message: expect.stringMatching(/^The pools may open 1000 connections together and PostgreSQL allows \d+; lower/),
  });
  await expect(databases.checkConnections({ orders: 1_000 })).rejects.toEqual(tooMany);
  await expect(databases.checkConnections({ 'payment-provider': 1_000 })).rejects.toEqual(tooMany);
  await databases.checkConnections({ orders: 10, 'payment-provider': 10 });
  await databases.stop();
  await own.drop();
});
