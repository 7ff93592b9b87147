import type { DynamicModule, LoggerService, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connections } from './connections.js';
import { serverOptions, type HttpLimits } from './limits.js';

/** It is not possible to listen on the port or the address. */
export class PortError extends Error {
  readonly code = 'hosting.port';
}

export interface HttpAppOptions {
  readonly module: DynamicModule | Type<object>;
  readonly logger: LoggerService | false;
  readonly limits: HttpLimits;
  /** Options of Fastify. */
  readonly server?: Parameters<typeof serverOptions>[1];
  readonly options?: NestApplicationOptions;
  /** Addresses and ranges of the proxies whose X-Forwarded-For is believed. @defaultValue none */
  readonly trustedProxies?: readonly string[];
  configure?(app: NestFastifyApplication, connections: Connections): void | Promise<void>;
  /** Idle time after which a stop closes a connection. @defaultValue a second */
  readonly farewellMs?: number;
}

/** A Nest application on Fastify; `close` answers received requests before it closes connections. */
export async function httpApp({
  module,
  logger,
  limits,
  server,
  options,
  trustedProxies = [],
  configure,
  farewellMs,
}: HttpAppOptions) {
  const trustProxy = trustedProxies.length > 0 && [...trustedProxies];
  const adapter = new FastifyAdapter({ ...serverOptions(limits, server), trustProxy });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    ...options,
    logger,
    abortOnError: false,
  });
  const connections = new Connections(app.getHttpServer() as Server, limits);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', () => connections.end(farewellMs));
  await configure?.(app, connections);
  return { app, connections };
}

/** Listens and returns the URL. Throws PortError with a readable message. */
export async function listen(
  app: NestFastifyApplication,
  port: number,
  host: string,
  variable: string,
): Promise<string> {
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().listen({ port, host }); // Nest's `listen` would also log the error
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new PortError(
        `Port ${port} is in use by another program. Stop it, or set ${variable} to another port (0 takes a free one).`,
      );
    if (code === 'EACCES')
      throw new PortError(`Port ${port} may not be used by this user. Set ${variable} to one above 1023.`);
    if (code === 'EADDRNOTAVAIL')
      throw new PortError(`${host} is no address of this machine. Set HOST to one that is.`);
    throw error;
  }
  const { port: actual } = app.getHttpServer().address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host}:${actual}`;
}
