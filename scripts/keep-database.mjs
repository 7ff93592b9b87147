// Keeps the embedded database running while `npm run start:dev` restarts the application: the last process that uses the
// server stops it, and this one uses it all the time. Runs with Cleave's Node, after the build.
import { Config, dataConfig } from '../dist/libs/config/index.js';
import { databaseConfig, embeddedServer } from '../dist/libs/database/index.js';
import { Failure, main } from './lib/failure.mjs';

await main(async () => {
  try {
    const config = Config.read([dataConfig, databaseConfig]);
    const { CLEAVE_DATABASE_URL, DATABASE_URL } = config.get(databaseConfig);
    if (CLEAVE_DATABASE_URL || DATABASE_URL) return 0;
    const server = await embeddedServer({ dataDir: config.get(dataConfig).CLEAVE_DATA_DIR });
    const idle = setInterval(() => {}, 60_000);
    await new Promise((resolve) => process.once('SIGTERM', resolve));
    clearInterval(idle);
    await server.stop();
    return 0;
  } catch (error) {
    throw error.code ? new Failure(error.message) : error;
  }
});
