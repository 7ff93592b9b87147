import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { KEYS, keysFromSecret } from '#libs/keys';
import { Bus, Directory, HOST } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { AccessTokens } from '../auth/access-tokens.js';
import { configureHttp, fastifyOptions, GatewayModule, nestOptions } from '../index.js';
import { RecordingBus } from './recording-bus.js';

/** The gateway as hosting creates it, with a bus that only records: what is behind it are other contexts. */
export async function gatewayApplication() {
  const bus = new RecordingBus();
  const providers = [
    { provide: Bus, useValue: bus },
    { provide: HOST, useValue: { directory: new Directory({ orders: [], payments: [] }) } },
    { provide: KEYS, useValue: keysFromSecret('a secret of the installation') },
  ];

  @Global()
  @Module({ providers, exports: providers })
  class HostModule {}

  @Module({ imports: [HostModule, GatewayModule] })
  class RootModule {}

  const adapter = new FastifyAdapter(fastifyOptions);
  const options = { ...nestOptions, logger: false as const, abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(RootModule, adapter, options);
  configureHttp(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const tokenOf = (identity: Identity): Promise<string> => app.get(AccessTokens).issue(identity);
  return { app, bus, tokenOf };
}
