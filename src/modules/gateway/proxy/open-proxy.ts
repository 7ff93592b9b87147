import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { type Connections, Upgrades } from '#libs/hosting/http';
import type { RouteTable } from '#libs/hosting/routes';
import { HOST, type Host } from '#libs/messaging';
import { Admission } from '../auth/admission.js';
import { RateLimits } from '../limits/rate-limits.js';
import { consulFor } from './consul-for.js';
import { Proxy } from './proxy.js';

/**
 * Serves the paths of these routes. Call it after `configureHttp`, whose hooks then hold for them, too. Rejects with a readable message
 * when a route names a service in Consul and Consul does not answer.
 */
export async function openProxy(
  app: NestFastifyApplication,
  table: RouteTable,
  connections: Connections,
): Promise<void> {
  const consul = await consulFor(table);
  const fastify = app.getHttpAdapter().getInstance();
  const upgrades = new Upgrades(
    fastify.server,
    (request) => isWebSocket(request) && table.find(request.url ?? '').route !== undefined,
  );
  const { breakers } = app.get<Host>(HOST);
  const proxy = new Proxy({
    table,
    consul,
    admission: app.get(Admission),
    limits: app.get(RateLimits),
    breakers,
    connections,
    upgrades,
  });
  void fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, parsed) => parsed(null)); // bodies stream, of whatever type
    const method = scope.supportedMethods.filter((name) => name !== 'TRACE');
    for (const { prefix, access } of table.routes)
      for (const url of [prefix, `${prefix}/*`])
        scope.route({
          method,
          url,
          exposeHeadRoute: false,
          config: access === 'public' ? CORS_IS_NOT_OURS : {},
          handler: proxy.serve,
        });
    scope.addHook('onClose', async () => void (await Promise.all([proxy.close(), consul?.close()])));
    done();
  });
}

/** For @fastify/cors: the service of a public route says itself whose pages may read its answers. */
const CORS_IS_NOT_OURS = { cors: false } as FastifyContextConfig;

const isWebSocket = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
