import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ListProducts } from '#shared/contracts/inventory';
import { ProblemBody } from '../openapi/problem.schema.js';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';
import { SECURITY_HEADERS } from '#libs/hosting/http';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let port: number;
async function listen(limits: Parameters<typeof gatewayApplication>[0] = {}): Promise<void> {
  gateway = await gatewayApplication(limits);
  well.allIsWell(gateway.bus);
  await gateway.app.listen(0, '127.0.0.1');
  ({ port } = gateway.app.getHttpServer().address() as AddressInfo);
}
beforeEach(() => listen());
afterEach(() => gateway.app.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends the bytes and returns everything that the server answers until it closes the connection. */
async function say(bytes: string): Promise<Answer[]> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  return answersIn(await text(socket));
}

function answersIn(said: string): Answer[] {
  if (!said) return [];
  const end = said.indexOf('\r\n\r\n') + 4;
  const [line, ...fields] = said.slice(0, end - 4).split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [field.split(': ')[0]!.toLowerCase(), field.slice(field.indexOf(': ') + 2)]),
  );
  const body = said.slice(end, end + Number(headers['content-length']));
  const status = Number(/^HTTP\/1.1 (\d+) /.exec(line!)![1]);
  return [{ status, headers, body }, ...answersIn(said.slice(end + body.length))];
}

function isProblem({ status, headers, body }: Answer, expected: number, code: string, instance: string): void {
  expect(status).toBe(expected);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(headers).toMatchObject(SECURITY_HEADERS);
  expect(ProblemBody.parse(JSON.parse(body))).toMatchObject({
    status,
    code,
    instance,
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
}

const get = (...headers: string[]) =>
  `${['GET /v1/products?limit=1 HTTP/1.1', ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;
const post = (...headers: string[]) => `${['POST /v1/users HTTP/1.1', 'Host: x', ...headers].join('\r\n')}\r\n\r\n`;
const json = 'Content-Type: application/json';
const chunked = 'Transfer-Encoding: chunked';

it.each<[string, string, number, string, string]>([
  ['has no Host', get('X-A: b'), 400, 'request.host-missing', '/v1/products'],
  ['has two Hosts', get('Host: x', 'Host: y'), 400, 'request.repeated-header', '/v1/products'],
  [
    'has two tokens',
    get('Host: x', 'Authorization: a', 'authorization: b'),
    400,
    'request.repeated-header',
    '/v1/products',
  ],
  [
    'has two keys',
    get('Host: x', 'Idempotency-Key: a', 'Idempotency-Key: a'),
    400,
    'request.repeated-header',
    '/v1/products',
  ],
  ['has two content types', get('Host: x', json, json), 400, 'request.repeated-header', '/v1/products'],
  ['expects a banana', get('Host: x', 'Expect: banana'), 417, 'request.unknown-expectation', '/v1/products'],
  [
    'has another transfer coding',
    get('Host: x', 'Transfer-Encoding: gzip, chunked') + '0\r\n\r\n',
    400,
    'request.unknown-transfer-coding',
    '/v1/products',
  ],
  [
    'has bad percent-encoding in its query',
    get('Host: x').replace('limit', '%zz'),
    400,
    'request.malformed-url',
    '/v1/products',
  ],
  [
    'has bytes in its URL that are no ASCII',
    get('Host: x').replace('limit', 'l\xe4'),
    400,
    'request.malformed',
    '/v1/products',
  ],
  ['has a fragment', get('Host: x').replace('?limit', '?#'), 400, 'request.malformed-url', '/v1/products'],
  ['asks for a tunnel', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n', 501, 'request.tunnel', 'x:443'],
  ['is no HTTP', 'hello\r\n\r\n', 400, 'request.malformed', ''],
  ['has no known method', get('Host: x').replace('GET', 'BANANA'), 400, 'request.malformed', '/v1/products'],
  ['has two lengths', `${post('Content-Length: 2', 'Content-Length: 3')}{}`, 400, 'request.malformed', '/v1/users'],
  ['has a length and chunks', `${post('Content-Length: 2', chunked)}0\r\n\r\n`, 400, 'request.malformed', '/v1/users'],
  [
    'has two transfer codings',
    `${post(chunked, 'Transfer-Encoding: identity')}0\r\n\r\n`,
    400,
    'request.malformed',
    '/v1/users',
  ],
  [
    'has a space before a colon',
    `${post('Transfer-Encoding : chunked')}0\r\n\r\n`,
    400,
    'request.malformed',
    '/v1/users',
  ],
  ['has a length that is no number', `${post('Content-Length: +2')}{}`, 400, 'request.malformed', '/v1/users'],
  ['has a length twice in one header', `${post('Content-Length: 2, 2')}{}`, 400, 'request.malformed', '/v1/users'],
  [
    'ends a chunk size with a bare line feed',
    `${post(json, chunked)}2\n{}\r\n0\r\n\r\n`,
    400,
    'request.malformed',
    '/v1/users',
  ],
  [
    'has a chunk size beyond all numbers',
    `${post(json, chunked)}fffffffffffffffff\r\n{}`,
    400,
    'request.malformed',
    '/v1/users',
  ],
  ['folds a header', get('Host: x', 'X-A: b\r\n c'), 400, 'request.malformed', '/v1/products'],
  ['has a bare line feed in a header', get('Host: x', 'X-A: b\nX-B: c'), 400, 'request.malformed', '/v1/products'],
  ['has a NUL in a header', get('Host: x', 'X-A: \0'), 400, 'request.malformed', '/v1/products'],
  ['has large headers', get('Host: x', `X-A: ${'x'.repeat(20_000)}`), 431, 'request.headers-too-large', '/v1/products'],
  ['has a chunk of no length', `${post(json, chunked)}banana\r\n`, 400, 'request.malformed', '/v1/users'],
  [
    'has a chunk with a large extension',
    `${post(json, chunked)}2;${'x'.repeat(20_000)}`,
    413,
    'request.too-large',
    '/v1/users',
  ],
])('what %s is told so in the form of every other error', async (_, bytes, status, code, instance) => {
  const [answer, ...more] = await say(bytes);
  isProblem(answer!, status, code, instance);
  expect(answer!.headers.connection).toBe('close');
  expect(more).toEqual([]);
  expect(gateway.bus.asked).toEqual([]);
});

describe('a request that does not arrive in time', () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  beforeEach(async () => {
    await gateway.app.close();
    await listen({ requestMs: 150 });
  });

  it('is told so when its headers are missing', async () =>
    isProblem((await say('GET /v1/'))[0]!, 408, 'request.timeout', ''));

  it('is told so in its own trace when its body is missing', async () => {
    const begun = post(json, 'Content-Length: 10', `Traceparent: 00-${trace}-00f067aa0ba902b7-01`);
    const [answer] = await say(begun);
    isProblem(answer!, 408, 'request.timeout', '/v1/users');
    expect(JSON.parse(answer!.body)).toMatchObject({ traceId: trace });
  });
});

it.each(['hello', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443'])(
  'what is no HTTP does not take the place of the answer to the request before it',
  async (end) => {
    const asked = Promise.withResolvers<void>();
    const mayAnswer = Promise.withResolvers<void>();
    gateway.bus.answer(ListProducts, async () => {
      asked.resolve();
      await mayAnswer.promise;
      return { data: [well.mug], page: well.end };
    });
    const answers = say(`${get('Host: x').replace('Connection: close', 'X-A: b').repeat(2)}${end}\r\n\r\n`);
    await asked.promise;
    mayAnswer.resolve();
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
  },
);

it('more than a thousand requests of one connection are answered', async () => {
  const one = get('Host: x').replace('Connection: close', 'X-A: b');
  const socket = connect(port, '127.0.0.1');
  let said = '';
  for (let sent = 0, answered = 0; sent < 1_000; sent += 100) {
    socket.write(one.repeat(100));
    for (; answered < sent + 100; answered = said.split('HTTP/1.1 200').length - 1)
      said += String((await once(socket, 'data'))[0]);
  }
  socket.write(get('Host: x').replace('products', 'nothing'));
  const [last] = answersIn(await text(socket));
  isProblem(last!, 404, 'route.not-found', '/v1/nothing');
});

it('a connection beyond CLEAVE_MAX_CONNECTIONS is told so, while there is none that is idle', async () => {
  await gateway.app.close();
  await listen({ connections: 1 });
  const asked = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<unknown>();
  gateway.bus.answer(ListProducts, () => (asked.resolve(), mayAnswer.promise));
  const first = say(get('Host: x'));
  await asked.promise;
  const [refused] = await say('');
  isProblem(refused!, 503, 'server.too-many-connections', '');
  expect(refused!.headers).toMatchObject({ connection: 'close', 'retry-after': '1' });
  mayAnswer.resolve({ data: [well.mug], page: well.end });
  expect((await first).map(({ status }) => status)).toEqual([200]);
});
