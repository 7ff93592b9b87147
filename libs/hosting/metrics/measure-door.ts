import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { histogram, metering, observeQueue } from '#libs/telemetry';
import { beginRejections, type Connections, isProbe } from '../http/index.js';

const DURATION = histogram(
  'http.server.request.duration',
  's',
  'Requests to the public API, from their head to the end of the answer. Probes are left out.',
);

/** Measures every request to the public API by its route, and counts its connections. */
export function measureDoor(app: NestFastifyApplication, connections: Connections): void {
  if (!metering) return;
  beginRejections();
  observeQueue(
    'http connections',
    () => connections.size,
    () => connections.most,
  );
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url;
      if (!isProbe(route))
        metering?.record(DURATION, reply.elapsedTime / 1_000, {
          'http.request.method': request.method,
          ...(route && { 'http.route': route }),
          'http.response.status_code': reply.statusCode,
        });
      done();
    });
}
