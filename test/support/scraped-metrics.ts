import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Config } from '#libs/config';
import { startTelemetry, telemetryConfig, type Telemetry } from '#libs/telemetry';
import { MetricsText } from './metrics-text.js';

/** The metrics of this process, as Prometheus would read them. */
export class ScrapedMetrics {
  private constructor(
    private readonly telemetry: Telemetry,
    private readonly server: Server,
  ) {}

  /** Switches metrics on; called before the contexts are made that are measured. */
  static async start(): Promise<ScrapedMetrics> {
    const given = { OTEL_METRICS_EXPORTER: 'prometheus', OTEL_TRACES_EXPORTER: 'none' };
    const settings = Config.read([telemetryConfig], given).get(telemetryConfig);
    const telemetry = await startTelemetry(settings, { process: 'tests', instance: 'tests-1', version: '1' });
    const server = createServer((request, response) => telemetry!.serveMetrics!(request, response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new ScrapedMetrics(telemetry!, server);
  }

  async read(): Promise<MetricsText> {
    const { port } = this.server.address() as AddressInfo;
    return MetricsText.at(`http://127.0.0.1:${port}`);
  }

  async end(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await this.telemetry.stop();
  }
}
