import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AwaitOrder } from '#shared/contracts/orders';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

const WAIT_S = 30;

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let port: number;
beforeEach(async () => {
  gateway = await gatewayApplication();
  well.allIsWell(gateway.bus);
  await gateway.app.listen(0, '127.0.0.1');
  ({ port } = gateway.app.getHttpServer().address() as AddressInfo);
});
afterEach(() => gateway.app.close());

/** All that the server says to these bytes until it closes the connection. */
async function say(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

it.each([
  ['is no HTTP', 'hello\r\n\r\n'],
  ['has two lengths', 'POST /v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
  [
    'has a length and chunks',
    'POST /v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['folds a header', 'GET /v1/products HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n'],
  ['has a bare line feed in a header', 'GET /v1/products HTTP/1.1\r\nHost: x\r\nX-A: b\nX-B: c\r\n\r\n'],
  ['has no host', 'GET /v1/products HTTP/1.1\r\n\r\n'],
])('what %s is refused, and the connection closed', async (_, bytes) => {
  const answer = await say(bytes);
  expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
  expect(answer.toLowerCase()).toContain('connection: close');
  expect(gateway.bus.asked).toEqual([]);
});

it('headers that are too large are a problem', async () => {
  const answer = await say(`GET /v1/products HTTP/1.1\r\nHost: x\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 431 /);
  expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ code: 'request.headers-too-large', status: 431 });
});

describe('a stop', () => {
  const agent = new Agent({ keepAlive: true });
  afterAll(() => agent.destroy());

  it('does not wait for idle connections', async () => {
    const [reply] = (await once(get({ port, agent, path: '/v1/products' }), 'response')) as [IncomingMessage];
    await text(reply);
    const server = gateway.app.getHttpServer() as Server;
    server.keepAliveTimeout = 60_000;
    const began = performance.now();
    await gateway.app.close();
    expect(performance.now() - began).toBeLessThan(server.keepAliveTimeout);
  });

  it('answers a request that had arrived and was not read yet, since closing its idle connection would lose it', async () => {
    const socket = connect(port, '127.0.0.1');
    const answers = text(socket);
    const request = 'GET /v1/products HTTP/1.1\r\nHost: x\r\n\r\n';
    socket.write(request);
    await once(socket, 'readable'); // from here on the connection is idle
    socket.write(request);
    await gateway.app.close();
    const [, first, second] = (await answers).split(/HTTP\/1.1 /);
    expect(first).toMatch(/^200 OK\r\n/);
    expect(second).toMatch(/^200 OK\r\n/);
    expect(second!.toLowerCase()).toContain('connection: close');
  });

  it('answers those who wait for their order at once', async () => {
    const asked = new Promise<void>((resolve) =>
      gateway.bus.answer(AwaitOrder, () => {
        resolve();
        return new Promise(() => undefined);
      }),
    );
    const waiting = fetch(`http://127.0.0.1:${port}/v1/orders`, {
      method: 'POST',
      body: JSON.stringify(well.newOrder),
      headers: {
        authorization: `Bearer ${await gateway.tokenOf(well.ada)}`,
        'content-type': 'application/json',
        'idempotency-key': 'key',
        prefer: `wait=${WAIT_S}`,
      },
    });
    await asked;
    const began = performance.now();
    const closed = gateway.app.close();
    const reply = await waiting;
    expect([reply.status, await reply.json()]).toEqual([202, well.placed]);
    await closed;
    expect(performance.now() - began).toBeLessThan(WAIT_S * 1_000);
  });
});
