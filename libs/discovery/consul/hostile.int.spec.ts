import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '#test/wait-for';
import { announced, ConsulLab, idsOf, untilKnown } from './consul-lab.fixtures.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const json =
  (body: unknown, index: string | number = 1): Answer =>
  (_, response) =>
    response.writeHead(200, { 'x-consul-index': index }).end(JSON.stringify(body));
const entry = (id: string, more: object = {}) => ({
  Node: { Node: 'n', Address: '10.0.0.1' },
  Service: { ID: id, Address: '', Port: 80, ...more },
  Checks: [{ Status: 'passing' }],
});

/** What a real agent does not do: here another server answers in its place. */
describe('an agent that answers what no agent should', () => {
  let health: Answer;
  let asked: number[];
  let server: Server;
  let lab: ConsulLab;
  beforeEach(async () => {
    [health, asked] = [json([entry('a')]), []];
    server = createServer((request, response) => {
      if (request.url!.startsWith('/v1/status/leader')) return json('10.0.0.1:8300')(request, response);
      if (!request.url!.startsWith('/v1/health/service/cleave-orders')) return void response.writeHead(404).end();
      asked.push(performance.now());
      health(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    lab = new ConsulLab({ env: { CONSUL_HTTP_ADDR: `127.0.0.1:${(server.address() as AddressInfo).port}` } });
  });
  afterEach(async () => {
    await lab.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const untilAsked = (times: number) =>
    waitFor(async () => (asked.length >= times ? undefined : `it was asked ${asked.length} times`));

  it.each<[string, Answer]>([
    ['no JSON', (_, response) => response.end('<html>')],
    ['nothing', (_, response) => response.end()],
    ['another shape', json({ error: 'no' })],
    ['a port that is none', json([entry('a', { Port: 70_000 })])],
    ['an id that is none', json([entry('')])],
    ['more instances than anybody has', json(Array.from({ length: 1_001 }, (_, n) => entry(`a-${n}`)))],
    ['more than can be read', (_, response) => response.end(`"${'x'.repeat(3 * 1024 * 1024)}"`)],
    ['404', (_, response) => response.writeHead(404).end()],
    ['500', (_, response) => response.writeHead(500).end('rpc error: No cluster leader')],
    ['a redirect', (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end()],
  ])('(%s) is refused at the start, and while it runs the list is kept', async (_, wrong) => {
    const reader = await lab.open('orders');
    health = wrong;
    await lab.told('the last known instances are kept');
    expect(idsOf(reader, 'orders')).toEqual(['n/a']);
    expect(reader.trouble()).toMatch(/^(Consul|What answers .*) at 127\.0\.0\.1:/);
    await expect(lab.open('orders')).rejects.toMatchObject({
      code: expect.stringMatching(/^consul\.(bad-answer|refused)$/),
    });
    health = json([entry('b')], 2);
    await waitFor(async () => reader.trouble());
    await untilKnown(reader, 'orders', 'n/a', 'n/b'); // which may still register again
  });

  it('knows all instances of a foreign service, whose ids are told apart only by their nodes', async () => {
    const on = (Node: string) => ({
      ...entry('reports', { Meta: { process: 'web' } }),
      Node: { Node, Address: '10.0.0.1' },
    });
    health = json([on('one'), on('two')]);
    const reader = await lab.open('orders');
    expect(idsOf(reader, 'orders')).toEqual(['one/reports', 'two/reports']);
  });

  it('(the same again and again, at once) is not asked more than ten times a second', async () => {
    await lab.open('orders');
    await untilAsked(8);
    expect(asked[7]! - asked[1]!).toBeGreaterThan(6 * 95);
  });

  it.each(['-1', '0', 'x', '1e99'])('(%s as an index) is asked from the beginning', async (index) => {
    const urls = new Set<string>();
    health = (request, response) => {
      urls.add(request.url!);
      json([entry('a')], index)(request, response);
    };
    await lab.open('orders');
    await untilAsked(3);
    expect([...urls]).toEqual(['/v1/health/service/cleave-orders']);
  });

  it('(nothing, forever) does not delay who closes', async () => {
    const reader = await lab.open('orders');
    health = () => undefined;
    await untilAsked(2);
    await reader.close();
  });

  it('(404 to a registration) is refused', async () => {
    const registry = await lab.open();
    await expect(registry.announce([announced({})])).rejects.toMatchObject({ code: 'consul.refused' });
  });
});
