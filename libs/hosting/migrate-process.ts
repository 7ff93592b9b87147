import { contextApp } from './context-app.js';
import type { Contexts } from './contexts.js';
import { monolithPlacement } from './placement/index.js';
import { seatIn } from './seat.js';
import { databasesOf, shareOf } from './share.js';
import { Shutdown } from './shutdown.js';
import { databasesFor } from './start/databases.js';
import { hostFor } from './start/host.js';
import { readSettings } from './start/settings.js';
import { tellFailure } from './tell-failure.js';

/**
 * Runs the migrations of all contexts and ends the process, with exit code 0 or one clear sentence. When several processes do it at
 * the same time, each migration still runs once.
 */
export async function migrateProcess(all: Contexts): Promise<void> {
  const shutdown = new Shutdown();
  try {
    await migrateAll(all, shutdown);
    await shutdown.run(0);
  } catch (error) {
    if (!shutdown.isEnding) tellFailure(error); // an interruption is not a failure
    await shutdown.run(1);
  }
}

/** Opens each context only as far as its migrations. */
async function migrateAll(all: Contexts, shutdown: Shutdown): Promise<void> {
  const seat = { ...seatIn(monolithPlacement(all), undefined, '1') };
  const share = shareOf(all, seat.process);
  const settings = readSettings(seat.placement, databasesOf(share.contexts), [], { process: 'migrate' });
  const databases = await databasesFor(share.contexts, seat.placement, settings, shutdown);
  const host = hostFor(all, seat, share, settings, databases, { carrierTo: () => undefined });
  for (const [context, entry] of Object.entries(share.contexts)) {
    const { app, engine } = await contextApp(context, await entry.load(), host, settings.logger);
    await engine.drain();
    await app.close();
    process.stdout.write(`${context} is up to date\n`);
  }
}
