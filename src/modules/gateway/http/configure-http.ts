import { VersioningType } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RateLimits } from '../limits/rate-limits.js';
import { ApiDocument } from '../openapi/api-document.js';
import { sendProblem } from '../problems/send-problem.js';
import { announceDeprecation } from '../versions/deprecated.js';
import { problemOfHead } from './check-head.js';
import { ClosedRoutes } from './closed-routes.js';
import { allowOrigins } from './cors.js';
import { keepsBody, signedJson } from './keeps-body.js';
import { checkMedia } from './media.js';
import { requestProperties } from './request.js';
import { logRequests } from './request-log.js';
import { Routes } from './routes.js';
import { traceRequests } from './server-span.js';
import { SECURITY_HEADERS } from '#libs/hosting/http';
import { strictJson } from './strict-json.js';

/** What Fastify needs to know before the first route is registered. Call it between `NestFactory.create` and `listen`. */
export function configureHttp(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const routes = app.get(Routes);
  const limits = app.get(RateLimits);
  const closedRoutes = app.get(ClosedRoutes);
  app.enableVersioning({ type: VersioningType.URI }); // `version: '1'` of a controller becomes /v1 before its path
  fastify.removeAllContentTypeParsers(); // JSON is the only body there is
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    checkMedia(request);
    done(null, keepsBody(request) ? signedJson(request, body) : strictJson(body));
  });
  allowOrigins(app);
  for (const [name, value] of Object.entries(requestProperties)) fastify.decorateRequest(name, value);
  traceRequests(fastify); // the first hook, so that a request which another one refuses has a span
  logRequests(fastify);
  fastify.addHook('onRoute', (route) => {
    routes.add(route);
    announceDeprecation(route);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    const problem = problemOfHead(request.raw) ?? limits.problemOfAddress(request) ?? closedRoutes.problemOf(request);
    if (problem) sendProblem(problem, request, reply);
    else done();
  });
  const { server } = fastify; // Node answers an unknown expectation by itself, with nothing but a status
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  app.get(ApiDocument).describes(app);
}
