import type { LoggerService, Type } from '@nestjs/common';
import { within } from '#libs/messaging';
import * as operations from '#libs/messaging/ops';
import { checkServed } from '../check-served.js';
import { contextApp, type ContextApp } from '../context-app.js';
import { contractsIn, type ContextEntry } from '../contexts.js';
import type { ProcessHost } from '../process-host.js';
import type { Share } from '../share.js';
import type { Shutdown } from '../shutdown.js';
import type { Wires } from '../wires/wires.js';

/**
 * Time after a start in which only messages left by a crash are processed. Suspects are sent one by one: together with the orders of 200
 * clients that had waited for the start, only 10 to 25 a second were processed, and an order waits 30 s for its stock.
 */
const RECOVERY_MS = 3_000;

/** Time of a stop that is reserved for the commit of running work, also when the door has used all other time. */
const STOP_MS = 2_000;

export type Modules = Readonly<Record<string, Type<object>>>;

/** Loads the modules of these contexts only. */
export async function loadModules(contexts: Readonly<Record<string, ContextEntry>>): Promise<Modules> {
  const loading = Object.entries(contexts).map(async ([name, entry]) => [name, await entry.load()] as const);
  return Object.fromEntries(await Promise.all(loading));
}

/** Starts this process's contexts; afterwards other processes can call them. */
export async function startContexts(
  { contexts }: Share,
  modules: Modules,
  host: ProcessHost,
  wires: Wires,
  logger: LoggerService,
  shutdown: Shutdown,
): Promise<readonly ContextApp[]> {
  const apps = await Promise.all(
    Object.entries(modules).map(([context, module]) => contextApp(context, module, host, logger)),
  );
  const engines = apps.map(({ engine }) => engine);
  checkServed(contexts, host.directory, engines, contractsIn(operations));
  shutdown.add(
    'messages that are under way',
    async () => {
      for (const engine of engines) engine.refuseRequests();
      await Promise.all([wires.drain(), ...engines.map((engine) => engine.drain())]);
      await wires.close();
      await Promise.all(apps.map(({ app }) => app.close()));
    },
    STOP_MS,
  );
  await wires.serve((context) => host.serverOf(context));
  await Promise.all(engines.map((engine) => engine.start()));
  await within(RECOVERY_MS, Promise.all(engines.map((engine) => engine.recovered)), () => undefined);
  return apps;
}
