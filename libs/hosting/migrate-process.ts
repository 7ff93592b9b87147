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
 * Brings every context's database up to date and ends the process: with 0 when all are, else with one clear sentence. However many
 * do it at once, each migration runs once.
 */
export async function migrateProcess(all: Contexts): Promise<void> {
  const shutdown = new Shutdown();
  try {
    await migrateAll(all, shutdown);
    await shutdown.run(0);
  } catch (error) {
    if (!shutdown.isEnding) tellFailure(error); // what was interrupted has not failed
    await shutdown.run(1);
  }
}

/** A context migrates before anything of it starts; here nothing else of it does. */
async function migrateAll(all: Contexts, shutdown: Shutdown): Promise<void> {
  const seat = { ...seatIn(monolithPlacement(all), undefined, '1') };
  const share = shareOf(all, seat.process);
  const settings = readSettings(seat.placement, databasesOf(share.contexts));
  const databases = await databasesFor(share.contexts, seat.placement, settings, shutdown);
  const host = hostFor(all, seat, share, settings, databases, { carrierTo: () => undefined });
  for (const [context, entry] of Object.entries(share.contexts)) {
    const { app, engine } = await contextApp(context, await entry.load(), host, settings.logger);
    await engine.drain();
    await app.close();
    process.stdout.write(`${context} is up to date\n`);
  }
}
