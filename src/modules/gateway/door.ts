import { Config, dataConfig, dataFolder } from '#libs/config';
import type { Door, Opened } from '#libs/hosting';
import { redisConfig } from '#libs/messaging/transports';
import { demoCatalogue } from './first-start/catalogue.js';
import { firstStartConfig } from './first-start/config.js';
import { firstOperator } from './first-start/operator.js';
import { welcome } from './first-start/welcome.js';
import { GatewayModule } from './gateway.module.js';
import { configureHttp } from './http/configure-http.js';
import { corsConfig } from './http/cors.js';
import { fastifyOptions, nestOptions } from './http/fastify-options.js';
import { limitsConfig } from './limits/config.js';
import { operationsConfig } from './operations/config.js';
import { routeProblems } from './openapi/route-problems.js';
import { docsConfig } from './pages/config.js';

/** What hosting needs to open the public HTTP server. */
export const door: Door = {
  module: GatewayModule,
  server: fastifyOptions,
  options: nestOptions,
  settings: [firstStartConfig, corsConfig, docsConfig, limitsConfig, operationsConfig, redisConfig],
  problems: (placeOf) => routeProblems(GatewayModule, placeOf),
  configure,
  opened,
};

async function configure(...[app, connections, routes]: Parameters<Door['configure']>): Promise<void> {
  configureHttp(app);
  if (routes) await (await import('./proxy/index.js')).openProxy(app, routes, connections);
}

async function opened({ url, bus, isEmbedded }: Opened): Promise<string> {
  const settings = Config.read([firstStartConfig, dataConfig]);
  const { CLEAVE_OPERATOR_EMAIL, CLEAVE_OPERATOR_PASSWORD, CLEAVE_DEMO } = settings.get(firstStartConfig);
  const folder = dataFolder(settings.get(dataConfig).CLEAVE_DATA_DIR);
  const demoPassword = isEmbedded ? readable(folder.secret('operator-password')) : undefined;
  const operator = await firstOperator(bus, CLEAVE_OPERATOR_EMAIL, CLEAVE_OPERATOR_PASSWORD, demoPassword);
  // The CLI signs in as the operator of the embedded server. Whoever can read this file can also read the secret beside it.
  if (operator?.password) folder.writeState('operator', operator);
  else folder.removeState('operator');
  if (isEmbedded && CLEAVE_DEMO) await demoCatalogue(bus);
  return welcome(url, operator);
}

/** 80 bits derived from the secret, in letters, so that a command line never parses the password as an option. */
const readable = (secret: string): string => Buffer.from(secret, 'base64url').toString('hex').slice(0, 20);
