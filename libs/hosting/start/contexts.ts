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
 * For so long what a crash left has this process for itself. What travels alone goes one by one: beside the orders of 200
 * clients who had waited for a start ten to twenty-five went in a second, and stock is waited for 30 s.
 */
const RECOVERY_MS = 3_000;

/** Of the budget of a stop: for what is under way to be committed when the door took all the time that it could. */
const STOP_MS = 2_000;

export type Modules = Readonly<Record<string, Type<object>>>;

/** The modules of these contexts, and no other's code. */
export async function loadModules(contexts: Readonly<Record<string, ContextEntry>>): Promise<Modules> {
  const loading = Object.entries(contexts).map(async ([name, entry]) => [name, await entry.load()] as const);
  return Object.fromEntries(await Promise.all(loading));
}

/** Starts this process's contexts; from then on others reach them. */
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
