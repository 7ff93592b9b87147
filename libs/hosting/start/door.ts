import { Config } from '#libs/config';
import { Bus } from '#libs/messaging';
import { hostingConfig } from '../config.js';
import type { Door } from '../contexts.js';
import { HealthModule } from '../health/health.module.js';
import { PublicReadiness } from '../health/public-readiness.js';
import type { Readiness } from '../health/readiness.js';
import { hostModule } from '../host.module.js';
import { httpApp, listen } from '../http/index.js';
import { measureDoor } from '../metrics/measure-door.js';
import type { RouteTable } from '../routes/index.js';
import type { ProcessHost } from '../process-host.js';
import type { Shutdown } from '../shutdown.js';
import type { Settings } from './settings.js';

/**
 * Opens the public door; it asks in the name of its own context.
 *
 * @param port  in place of that of the settings, when others were told it
 */
export async function openDoor(
  name: string,
  { module, server, options, configure }: Door,
  host: ProcessHost,
  readiness: Readiness,
  { config, logger }: Settings,
  shutdown: Shutdown,
  { routes, port }: { readonly routes?: RouteTable; readonly port?: number } = {},
) {
  const root = hostModule(module, host, [
    { provide: Bus, useValue: Bus.of(host, name) },
    { provide: Config, useValue: config },
  ]);
  const { PORT, HOST, CLEAVE_TRUSTED_PROXIES, ...hosting } = config.get(hostingConfig);
  const { app, connections } = await httpApp({
    module: { ...root, imports: [...root.imports!, HealthModule.for(new PublicReadiness(readiness))] },
    logger,
    limits: {
      keepAliveMs: hosting.CLEAVE_KEEP_ALIVE_MS,
      requestMs: hosting.CLEAVE_REQUEST_TIMEOUT_MS,
      connections: hosting.CLEAVE_MAX_CONNECTIONS,
      answerMs: hosting.CLEAVE_ANSWER_TIMEOUT_MS,
      unreadBytes: hosting.CLEAVE_MAX_UNREAD_MB * 1024 * 1024,
    },
    server,
    options,
    trustedProxies: CLEAVE_TRUSTED_PROXIES,
    configure: (app, connections) => {
      measureDoor(app, connections);
      return configure(app, connections, routes);
    },
  });
  const url = await listen(app, port ?? PORT, HOST, 'PORT');
  shutdown.add('requests and connections of the API', () => app.close());
  return { app, url, connections };
}
