import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyMongo, anyMongo, describeWithMongo } from '#test/mongo';
import { type OwnDatabases, ownDatabases } from '#test/own-databases';
import { Program } from '#test/program';
import { waitFor } from '#test/wait-for';

describeWithMongo(
  'the driver of MongoDB',
  () => {
    let databases: OwnDatabases;
    let folder: string;
    let mongo: AnyMongo;
    beforeAll(async () => {
      databases = await ownDatabases();
      folder = mkdtempSync(join(tmpdir(), 'cleave-loaded-'));
      mongo = await anyMongo();
    });
    afterAll(async () => {
      await databases.drop();
      rmSync(folder, { recursive: true });
      await mongo.stop();
    });

    /** telemetry/loaded.e2e.spec.ts shows that nothing of it is loaded otherwise. */
    it('is loaded where a URL is set', async () => {
      const monolith = Program.start('monolith', [], {
        ...databases.settings,
        CLEAVE_DATA_DIR: folder,
        CLEAVE_MONGO_URL: mongo.url,
        PORT: '0',
      });
      await monolith.ready();
      await waitFor(async () => ((await monolith.loaded()).includes('mongodb') ? undefined : 'it is not loaded'));
      expect(await monolith.stop()).toBe(0);
    });
  },
  'any',
);
