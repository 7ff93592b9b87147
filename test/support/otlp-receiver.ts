import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  metricsIn,
  spansIn,
  type MetricsExport,
  type ReceivedMetric,
  type ReceivedSpan,
  type TracesExport,
} from './otlp.js';
import { Trace } from './trace.js';
import { waitFor } from './wait-for.js';

/** What a collector does in production: takes OTLP over HTTP as JSON, from any number of processes, and keeps everything. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  readonly metrics: ReceivedMetric[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OtlpReceiver> {
    const server = createServer((request, response) => void receiver.take(request, response));
    const receiver = new OtlpReceiver(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return receiver;
  }

  /** For the environment of a process that is to send here, at once instead of within seconds. */
  get settings(): Readonly<Record<string, string>> {
    const { port } = this.server.address() as AddressInfo;
    return { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '100' };
  }

  /** What has come of a trace. */
  trace(traceId: string): Trace {
    return new Trace(this.spans.filter((span) => span.traceId === traceId));
  }

  /** The trace when nothing is missing any more, of which `missing` says what it is. */
  async whole(traceId: string, missing: (trace: Trace) => string | undefined): Promise<Trace> {
    await waitFor(async () => missing(this.trace(traceId)));
    return this.trace(traceId);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const sent = await json(request);
      if (request.url === '/v1/traces') this.spans.push(...spansIn(sent as TracesExport));
      else if (request.url === '/v1/metrics') this.metrics.push(...metricsIn(sent as MetricsExport));
      else response.statusCode = 404;
    } catch {
      response.statusCode = 400;
    }
    response.setHeader('content-type', 'application/json').end('{}');
  }
}
