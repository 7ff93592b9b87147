import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Announced, Registry } from '#libs/discovery';
import { describeWithConsul, registryAt, TestConsul } from '#test/consul';
import { waitFor } from '#test/wait-for';

/** The management port of a process. */
async function health(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((_, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/readyz` };
}

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}

describeWithConsul('a registry in Consul', () => {
  let consul: TestConsul;
  const opened: Registry[] = [];
  const servers: Server[] = [];
  beforeAll(async () => void (consul = await TestConsul.start()));
  afterEach(async () => {
    for (const registry of opened.splice(0)) await registry.close();
    for (const server of servers.splice(0)) end(server);
  });
  afterAll(() => consul?.stop());

  const open = async (...follow: string[]): Promise<Registry> => {
    const registry = await registryAt(consul, follow);
    opened.push(registry);
    return registry;
  };
  const serve = async (context: string, id: string, port = 4_000) => {
    const { server, url } = await health();
    servers.push(server);
    const service: Announced = { context, id, host: '127.0.0.1', port, check: { url } };
    const registry = await open();
    await registry.announce([service]);
    return { registry, server };
  };
  const idsOf = (registry: Registry, context: string) =>
    registry
      .instancesOf(context)
      .map(({ id }) => id)
      .toSorted();
  const until = (registry: Registry, context: string, ...ids: string[]) =>
    waitFor(async () => {
      const known = idsOf(registry, context);
      return known.join() === ids.join() ? undefined : `${context} is known as ${known.join()}`;
    });

  it('finds a process that came later, and not one that has left', async () => {
    const reader = await open('orders');
    expect(reader.instancesOf('orders')).toEqual([]);
    const { registry } = await serve('orders', 'shop-1', 4_001);
    await serve('orders', 'shop-2', 4_002);
    await until(reader, 'orders', 'shop-1', 'shop-2');
    expect(reader.instancesOf('orders')).toContainEqual({ id: 'shop-1', host: '127.0.0.1', port: 4_001 });
    await registry.withdraw();
    await until(reader, 'orders', 'shop-2');
  });

  it('does without one whose check fails while another is there', async () => {
    const reader = await open('orders');
    await serve('orders', 'shop-1');
    const { server } = await serve('orders', 'shop-2');
    await until(reader, 'orders', 'shop-1', 'shop-2');
    end(server);
    await until(reader, 'orders', 'shop-1');
  });
});
