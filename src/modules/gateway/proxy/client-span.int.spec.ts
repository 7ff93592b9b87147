import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { type Seen, traced } from '../testing/traced.js';

const [trace, above] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
const traceparent = `00-${trace}-${above}-01`;

let at: Awaited<ReturnType<typeof traced>>;
let fixtures: typeof import('./proxied.fixtures.js');
let scene: ReturnType<(typeof fixtures)['proxied']>;

beforeAll(async () => {
  at = await traced();
  fixtures = await import('./proxied.fixtures.js');
  scene = fixtures.proxied();
});
beforeEach(() => at.forget());
afterEach(() => scene.stopAll());
afterAll(() => at.stop());

/** The span of the request and that of the call. */
const spans = async () => ({
  served: await at.span(({ kind }) => kind === 'server'),
  call: await at.span(({ kind }) => kind === 'client'),
});

const answering = (status: number) =>
  scene.service(({ headers }, response) => void response.writeHead(status).end(String(headers.traceparent)));

it('a call is a child of the request, and the service continues the trace below it', async () => {
  const { port } = await scene.door(fixtures.api((await answering(200)).port));
  const { body } = await fixtures.ask(port, '/api/x?secret=y', { headers: { traceparent, tracestate: 'a=b' } });
  const { served, call } = await spans();
  expect([served.name, served.parentId, call.name, call.parentId]).toEqual([
    'GET /api/*',
    above,
    'GET /api',
    served.spanId,
  ]);
  expect(body).toBe(`00-${trace}-${call.spanId}-01`);
  expect(call.attributes).toMatchObject({
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'url.template': '/api',
    'service.peer.name': 'api',
  });
});

it('tells a service that nothing is sampled, when the client wants it so', async () => {
  const { port } = await scene.door(fixtures.api((await answering(200)).port));
  const unsampled = `00-${trace}-${above}-00`;
  expect(await fixtures.ask(port, '/api', { headers: { traceparent: unsampled } })).toMatchObject({ body: unsampled });
});

it.each([
  [404, false],
  [503, true],
])('an answer %d of the service is an error of both: %s', async (status, isError) => {
  const { port } = await scene.door(fixtures.api((await answering(status)).port));
  await fixtures.ask(port, '/api');
  const { served, call } = await spans();
  for (const span of [served, call]) {
    expect(span.attributes['http.response.status_code']).toBe(status);
    expect([span.isError, span.attributes['error.type']]).toEqual(
      isError ? [true, String(status)] : [false, undefined],
    );
  }
});

it('an instance that cannot be reached is a retry of the call, and an error where it is the last one', async () => {
  const [dead, { port: alive }] = [await fixtures.deadPort(), await answering(200)];
  const one = await scene.door(fixtures.api([dead, alive]));
  const seen: Seen[] = [];
  for (let n = 0; n < 2; n++) {
    await fixtures.ask(one.port, '/api');
    seen.push((await spans()).call);
    at.forget();
  }
  expect(seen.map(({ isError }) => isError)).toEqual([false, false]);
  expect(seen.flatMap(({ events }) => events)).toEqual(['retry']);
  const none = await scene.door(fixtures.api(dead));
  await fixtures.ask(none.port, '/api');
  const { served, call } = await spans();
  expect([call.isError, call.attributes['error.type']]).toEqual([true, 'upstream.unreachable']);
  expect([served.isError, served.attributes['error.type']]).toEqual([true, 'upstream.unreachable']);
});

it('a WebSocket is a request that ends with its 101, and a call that ends with it', async () => {
  const service = await answering(200);
  service.server.on('upgrade', (_, socket: Socket) => {
    socket.on('error', () => undefined).pipe(socket);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  });
  const { port } = await scene.door(fixtures.api(service.port));
  const headers = { connection: 'Upgrade', upgrade: 'websocket' };
  const asked = request({ port, host: '127.0.0.1', path: '/api', agent: false, headers }).end();
  const [, socket] = (await once(asked, 'upgrade')) as [unknown, Socket];
  await at.span(() => true);
  expect(at.spans.map(({ kind, attributes }) => [kind, attributes['http.response.status_code']])).toEqual([
    ['server', 101],
  ]);
  socket.destroy();
  expect((await spans()).call.attributes['http.response.status_code']).toBe(101);
});
