import { adminSession } from '#libs/database';
import { Cleave } from '#test/cleave';
import { Random } from '#test/random';
import { killProjector } from '#test/read-side-kills';
import { UNHARMED } from '#test/under-load';
import { PostgresDocuments } from '../../src/modules/orders/adapters/postgres-documents/postgres-documents.js';

it('killed -9 where it feeds search: every order is there afterwards, as the streams say', async () => {
  const random = new Random();
  console.log(`CLEAVE_TEST_SEED=${random.seed}`);
  const cleave = await Cleave.start();
  const store = new PostgresDocuments((await cleave.roleUrls()).get('orders')!);
  const lose = () => adminSession(cleave.databases.orders!, (db) => db.query('DROP TABLE IF EXISTS order_document_1'));
  try {
    const aftermath = await killProjector(cleave, store, random, async () => void (await lose()));
    console.log(aftermath.figures);
    expect(aftermath).toMatchObject(UNHARMED);
  } finally {
    await store.close();
    await cleave.discard();
  }
}, 300_000);
