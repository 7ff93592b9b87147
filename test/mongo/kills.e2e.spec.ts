import { Cleave } from '#test/cleave';
import { describeWithMongo, TestMongo } from '#test/mongo';
import { Random } from '#test/random';
import { killProjector } from '#test/read-side-kills';
import { UNHARMED } from '#test/under-load';
import { MongoDocuments } from '../../src/modules/orders/adapters/mongo-documents/mongo-documents.js';

describeWithMongo('killed -9 where it feeds MongoDB', () => {
  it('has every order there afterwards, as the streams say', async () => {
    const random = new Random();
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    const mongo = await TestMongo.start();
    const cleave = await Cleave.start({ CLEAVE_MONGO_URL: mongo.url });
    const store = new MongoDocuments(mongo.url);
    try {
      const aftermath = await killProjector(cleave, store, random, () => mongo.wipe());
      console.log(aftermath.figures);
      expect(aftermath).toMatchObject(UNHARMED);
    } finally {
      await store.close();
      await cleave.discard();
      await mongo.stop();
    }
  }, 300_000);
});
