import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registryAt, type TestConsul } from '#test/consul';
import { waitFor } from '#test/wait-for';
import type { Announced, Registry } from '../registry.js';

/** A process that serves a context, as far as Consul sees it: a registry, and a management port. */
export interface Served {
  readonly registry: Registry;
  /** It is not ready any more, or it has been killed. */
  fall(): void;
}

/** Several processes that meet at one Consul. */
export class ConsulLab {
  /** What they log. */
  readonly lines: string[] = [];
  private readonly registries: Registry[] = [];
  private readonly servers: Server[] = [];
  private readonly logger = { warn: (line: string) => void this.lines.push(line), log: () => undefined };

  constructor(private readonly consul: Pick<TestConsul, 'env'>) {}

  /** A process that follows these contexts. */
  async open(...follow: string[]): Promise<Registry> {
    const registry = await registryAt(this.consul, follow, this.logger);
    this.registries.push(registry);
    return registry;
  }

  /** A process that serves a context. */
  async serve(context: string, id: string, port = 4_000): Promise<Served> {
    const registry = await this.open();
    const { server, url } = await this.health();
    await registry.announce([announced({ context, id, port, check: { url } })]);
    return { registry, fall: () => end(server) };
  }

  async health(): Promise<{ readonly server: Server; readonly url: string }> {
    const server = createServer((_, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.servers.push(server);
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/readyz` };
  }

  /** Waits for a line of the log. */
  told(text: string): Promise<void> {
    const isTold = () => this.lines.some((line) => line.includes(text));
    return waitFor(async () => (isTold() ? undefined : `nobody says "${text}", but: ${this.lines.join(' | ')}`));
  }

  async close(): Promise<void> {
    await Promise.all(this.registries.splice(0).map((registry) => registry.close()));
    this.servers.splice(0).forEach(end);
    this.lines.length = 0;
  }
}

export const announced = (more: Partial<Announced>): Announced => ({
  context: 'orders',
  id: 'shop-1',
  host: '127.0.0.1',
  port: 4_000,
  check: { url: 'http://127.0.0.1:1/readyz' },
  ...more,
});

/** Waits until a process knows these instances of a context, and no other. */
export const untilKnown = (registry: Registry, context: string, ...ids: readonly string[]): Promise<void> =>
  waitFor(async () => {
    const known = idsOf(registry, context).join();
    return known === ids.join() ? undefined : `${context} is served by ${known || 'nobody'}`;
  });

export const idsOf = (registry: Registry, context: string): readonly string[] =>
  registry
    .instancesOf(context)
    .map(({ id }) => id)
    .toSorted();

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}
