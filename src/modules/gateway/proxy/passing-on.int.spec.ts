import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ada, api, ask, proxied } from './proxied.fixtures.js';

const { door, service, stopAll } = proxied();

afterEach(stopAll);

const echo = async (request: IncomingMessage) =>
  JSON.stringify({
    method: request.method,
    url: request.url,
    raw: request.rawHeaders,
    headers: request.headers,
    body: (await buffer(request)).toString(),
  });
const mirror = () => service((request, response) => void echo(request).then((text) => response.end(text)));
type Seen = { method: string; url: string; headers: Record<string, string>; raw: string[]; body: string };
const seen = ({ body }: { body: string }): Seen => JSON.parse(body) as Seen;

it('the prefix is taken off, or kept, and the query goes on', async () => {
  const { port } = await mirror();
  const routes = `${api(port)}  /kept: { to: "http://127.0.0.1:${port}/base", access: public, keepPrefix: true }\n`;
  const at = await door(routes);
  expect(seen(await ask(at.port, '/api/x/y?z=%2F..'))).toMatchObject({ method: 'GET', url: '/x/y?z=%2F..' });
  expect(seen(await ask(at.port, '/api'))).toMatchObject({ url: '/' });
  expect(seen(await ask(at.port, `/api/${'long'.repeat(100)}`))).toMatchObject({ url: `/${'long'.repeat(100)}` });
  expect(seen(await ask(at.port, '/kept/x'))).toMatchObject({ url: '/base/kept/x' });
});

it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET'])(
  'a %s with a body of any type arrives whole',
  async (method) => {
    const at = await door(api((await mirror()).port));
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }] as { 'transfer-encoding'?: string }[]) {
      const body = 'a=b&'.repeat(20_000);
      const options = {
        method,
        body,
        headers: {
          ...headers,
          ...(!headers['transfer-encoding'] && { 'content-length': body.length }),
          'content-type': 'text/x',
        },
      };
      expect(seen(await ask(at.port, '/api/x', options))).toMatchObject({
        method,
        body,
        headers: { 'content-type': 'text/x' },
      });
    }
  },
);

it('status, reason and headers of the answer are passed on unchanged, without those of a connection', async () => {
  const { port } = await service((_, response) => {
    response.writeHead(418, 'Short and stout', [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['content-type', 'text/html'],
      ['x-secret', 'of this connection'],
      ['connection', 'keep-alive, x-secret'],
      ['keep-alive', 'timeout=7'],
    ]);
    response.end('<p>');
  });
  const at = await door(api(port));
  const { status, message, headers, body } = await ask(at.port, '/api');
  expect([status, message, body]).toEqual([418, 'Short and stout', '<p>']);
  expect(headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], 'content-type': 'text/html' });
  for (const name of ['x-secret', 'keep-alive', 'content-security-policy', 'cache-control'])
    expect(headers[name]).toBeUndefined();
});

it.each([204, 304, 404, 500, 503])('a %d of the service stays one, and is asked for once', async (status) => {
  let asked = 0;
  const { port } = await service((_, response) => void (asked++, response.writeHead(status, { etag: '"a"' }).end()));
  const at = await door(api(port));
  expect(await ask(at.port, '/api')).toMatchObject({ status, body: '', headers: { etag: '"a"' } });
  expect(asked).toBe(1);
});

it('a HEAD is answered with the length, and nothing after it', async () => {
  const { port } = await service((_, response) => void response.writeHead(200, { 'content-length': 5 }).end());
  const at = await door(api(port));
  expect(await ask(at.port, '/api', { method: 'HEAD' })).toMatchObject({
    body: '',
    headers: { 'content-length': '5' },
  });
});

describe('headers of the request', () => {
  it('trace, request id and verified identity go on; the token does not', async () => {
    const { port } = await mirror();
    const at = await door(`  /in: { to: "http://127.0.0.1:${port}", access: signed-in }\n`);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const { headers } = seen(
      await ask(at.port, '/in', { headers: { ...(await at.bearer()), traceparent, tracestate: 'a=b' } }),
    );
    expect(headers).toMatchObject({
      traceparent,
      tracestate: 'a=b',
      'x-request-id': '4bf92f3577b34da6a3ce929d0e0e4736',
      'x-user-id': ada.userId,
      'x-user-role': 'customer',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': `127.0.0.1:${at.port}`,
      'x-forwarded-prefix': '/in',
      via: '1.1 cleave',
      host: `127.0.0.1:${port}`,
    });
    expect(headers).not.toHaveProperty('authorization');
  });

  it('no trace is invented for a service where nothing is traced, and a request id is', async () => {
    const at = await door(api((await mirror()).port));
    const { headers } = seen(await ask(at.port, '/api', { headers: { tracestate: 'a=b' } }));
    expect(headers).not.toHaveProperty('traceparent');
    expect(headers).not.toHaveProperty('tracestate');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('those that a client may not set do not go on, in no spelling', async () => {
    const at = await door(api((await mirror()).port));
    const forged = {
      'X-User-Id': 'x',
      X_User_Id: 'x',
      'x-user_role': 'admin',
      'X.User.Id': 'x',
      'X-User-Email': 'x',
      Proxy: 'http://9.9.9.9',
      'X-Forwarded': '9.9.9.9',
      'True-Client-IP': '9.9.9.9',
      'CF-Connecting-IP': '9.9.9.9',
      'X-Original-Host': 'elsewhere',
      Forwarded: 'for=9.9.9.9',
      'X-Forwarded-For': '9.9.9.9',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': 'elsewhere',
      'X-Real-Ip': '9.9.9.9',
      'X-Original-Url': '/admin',
      'X-Rewrite-Url': '/admin',
      Authorization: 'Basic YTpi',
      'Proxy-Authorization': 'Basic YTpi',
      TE: 'trailers',
      'X-Hop': 'of this connection',
      X_Hop_Too: 'of this connection',
      Connection: 'close, X-Hop, X_Hop_Too',
      tracestate: 'a=b',
    };
    const { headers, raw } = seen(await ask(at.port, '/api', { headers: forged }));
    for (const gone of [
      'x-user-id',
      'x-user-email',
      'x_user_id',
      'x-user_role',
      'forwarded',
      'x-real-ip',
      'x-original-url',
      'x-rewrite-url',
      'authorization',
      'proxy-authorization',
      'te',
      'x-hop',
      'tracestate',
    ])
      expect(headers).not.toHaveProperty(gone);
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      connection: 'keep-alive',
    });
    expect(raw.join()).not.toMatch(/9\.9\.9\.9|elsewhere|admin|user|of this/i);
  });

  it('what a configured proxy says of the way is believed', async () => {
    const at = await door(api((await mirror()).port), { trustedProxies: ['127.0.0.1'] });
    const forwarded = {
      'x-forwarded-for': '1.1.1.1, 9.9.9.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'shop.example',
    };
    expect(seen(await ask(at.port, '/api', { headers: forwarded })).headers).toMatchObject({
      'x-forwarded-for': '9.9.9.9, 127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'shop.example',
    });
  });

  it('the token goes on where the route says so', async () => {
    const at = await door(api((await mirror()).port, '', ', passAuthorization: true'));
    expect(seen(await ask(at.port, '/api', { headers: { authorization: 'Basic YTpi' } })).headers.authorization).toBe(
      'Basic YTpi',
    );
  });
});

it('Server-Sent Events arrive one by one, the headers before the first', async () => {
  const open = Promise.withResolvers<(text?: string) => void>();
  const { port } = await service((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    open.resolve((text) => void (text ? response.write(text) : response.end()));
  });
  const at = await door(api(port));
  const sent = request({ port: at.port, host: '127.0.0.1', path: '/api', agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  expect(answer.headers['content-type']).toBe('text/event-stream');
  const send = await open.promise;
  for (const event of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
    send(event);
    expect(String((await once(answer, 'data'))[0])).toBe(event);
  }
  send();
  await once(answer, 'end');
});
