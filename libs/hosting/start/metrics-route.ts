import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Telemetry } from '#libs/telemetry';
import { problemAnswer, traceIn } from '../http/index.js';

const OFF = {
  status: 404,
  code: 'metrics.off',
  detail: 'This process keeps no metrics for Prometheus. Start it with OTEL_METRICS_EXPORTER=prometheus.',
};

/** Answers `/metrics` of the management port, to whoever reaches that port. */
export function serveMetrics(app: NestFastifyApplication, telemetry: Telemetry | undefined): void {
  app
    .getHttpAdapter()
    .getInstance()
    .get('/metrics', (request, reply) => {
      if (telemetry?.serveMetrics) {
        reply.hijack();
        return telemetry.serveMetrics(request.raw, reply.raw);
      }
      const { status, headers, body } = problemAnswer(OFF, request.url, traceIn(request.headers.traceparent));
      return reply.code(status).headers(headers).send(body);
    });
}
