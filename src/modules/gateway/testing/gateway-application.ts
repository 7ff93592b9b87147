import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { Config } from '#libs/config';
import { httpApp, type HttpLimits } from '#libs/hosting/http';
import type { RouteTable } from '#libs/hosting/routes';
import { KEYS, keysFromSecret } from '#libs/keys';
import { Bus, Directory, HOST } from '#libs/messaging';
import { Breakers } from '#libs/resilience';
import type { Identity } from '#libs/messaging/contract';
import { AccessTokens } from '../auth/access-tokens.js';
import { door, fastifyOptions, GatewayModule, nestOptions } from '../index.js';
import { RecordingBus } from './recording-bus.js';

export interface Surroundings {
  /** Environment variables. @defaultValue none: nobody is limited, all other settings have their defaults */
  readonly env?: NodeJS.ProcessEnv;
  readonly trustedProxies?: readonly string[];
  /** Modules that hosting puts beside the gateway. @defaultValue none */
  readonly modules?: readonly DynamicModule[];
  /** @defaultValue none */
  readonly routes?: RouteTable;
}

/**
 * The gateway as hosting creates it, with a bus that records messages instead of sending them to other contexts.
 * @param controllers  of the spec, in addition to those of the gateway
 */
export async function gatewayApplication(
  limits: Partial<HttpLimits> = {},
  controllers: readonly Type<object>[] = [],
  { env = {}, trustedProxies, modules = [], routes }: Surroundings = {},
) {
  const bus = new RecordingBus();
  const breakers = new Breakers();
  const providers = [
    { provide: Bus, useValue: bus },
    { provide: HOST, useValue: { directory: new Directory({ orders: [], payments: [] }), breakers } },
    { provide: Config, useValue: Config.read(door.settings, { CLEAVE_RATE_LIMITS: 'off', ...env }) },
    { provide: KEYS, useValue: keysFromSecret('a secret of the installation') },
  ];

  @Global()
  @Module({ providers, exports: providers })
  class HostModule {}

  @Module({ imports: [HostModule, { module: GatewayModule, controllers: [...controllers] }, ...modules] })
  class RootModule {}

  const { app, connections } = await httpApp({
    module: RootModule,
    logger: false,
    limits: {
      keepAliveMs: 72_000,
      requestMs: 15_000,
      connections: 100,
      answerMs: 30_000,
      unreadBytes: 64 * 1024 * 1024,
      ...limits,
    },
    server: fastifyOptions,
    options: nestOptions,
    trustedProxies,
    configure: (made, connections) => door.configure(made, connections, routes),
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const tokenOf = (identity: Identity): Promise<string> => app.get(AccessTokens).issue(identity);
  return { app, bus, breakers, tokenOf, connections };
}
