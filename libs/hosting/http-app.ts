import type { DynamicModule, LoggerService, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';

/** The port or the address cannot be listened on. */
export class PortError extends Error {
  readonly code = 'hosting.port';
}

export interface HttpAppOptions {
  readonly module: DynamicModule;
  readonly logger: LoggerService;
  readonly server?: object;
  readonly options?: NestApplicationOptions;
  configure?(app: NestFastifyApplication): void;
}

export async function httpApp({
  module,
  logger,
  server,
  options,
  configure,
}: HttpAppOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(server);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    ...options,
    logger,
    abortOnError: false,
  });
  configure?.(app);
  return app;
}

/** Listens and gives the URL. Throws PortError with a sentence. */
export async function listen(
  app: NestFastifyApplication,
  port: number,
  host: string,
  variable: string,
): Promise<string> {
  try {
    await app.listen(port, host);
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
