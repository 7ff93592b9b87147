import { Config } from '#libs/config';
import { contextApp, ProcessHost } from '#libs/hosting';
import { Bus, Directory, messagingConfig, messagingSettings, newId } from '#libs/messaging';
import { freshDatabase } from '#test/postgres';
import pg from 'pg';
import { Sell, ShopModule, StoreModule, subscriptions } from './shop.js';

test('two contexts', async () => {
  const shop = await freshDatabase('shop');
  const store = await freshDatabase('store');
  const host = new ProcessHost({
    process: 'test', directory: new Directory(subscriptions), settings: messagingSettings(Config.read([messagingConfig])),
    urls: new Map([['shop', shop.url], ['store', store.url]]), poolSize: 2,
  });
  const apps = [await contextApp('shop', ShopModule, host, ['error', 'warn'] as never), await contextApp('store', StoreModule, host, false)];
  for (const { engine } of apps) await engine.start();
  const bus = new Bus('test', (c) => host.carrierTo(c), 5000);
  const shelf = newId();
  const t = performance.now();
  for (let r = 0; r < Number(process.env.R ?? 30); r++)
    await Promise.all(Array.from({ length: Number(process.env.N ?? 300) }, () => bus.request(new Sell({ id: newId(), shelf, quantity: 1 }))));
  console.log('ms', performance.now() - t);
  await expect(bus.request(new Sell({ id: newId(), shelf, quantity: 101 }))).rejects.toMatchObject({ code: 'shop.too-many' });
  const db = new pg.Client(store.url); await db.connect();
  const sdb = new pg.Client(shop.url); await sdb.connect();
  for (let i = 0; i < 50; i++) {
    const left = (await sdb.query('select count(*)::int n from outbox')).rows[0].n + (await db.query('select count(*)::int n from outbox')).rows[0].n;
    if (!left) break;
    await new Promise((r) => setTimeout(r, 100));
  }
  console.log((await sdb.query('select state, count(*) from sale group by 1')).rows, (await sdb.query('select count(*) from outbox')).rows, (await db.query('select * from shelf')).rows, performance.now() - t);
  await db.end(); await sdb.end();
  for (const { engine, app } of apps.toReversed()) { await engine.drain(); await app.close(); }
  await shop.drop(); await store.drop();
}, 60000);
