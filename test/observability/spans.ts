import { createServer, type Server } from 'node:http';
import { freePort } from '#libs/free-ports';

/** Takes spans as a collector does, and forgets them. It keeps its port when it is away. */
export class SpanSink {
  private server: Server | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<SpanSink> {
    const sink = new SpanSink(await freePort());
    await sink.back();
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/v1/traces`;
  }

  async back(): Promise<void> {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
  }

  async away(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}
