import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

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
