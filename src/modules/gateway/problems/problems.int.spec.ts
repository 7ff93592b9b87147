import type { InjectOptions } from 'fastify';
import { gzipSync } from 'node:zlib';
import { ListProducts } from '#shared/contracts/inventory';
import { SECURITY_HEADERS } from '#libs/hosting/http';
import { ProblemBody } from '../openapi/problem.schema.js';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const json = { 'content-type': 'application/json' };
const register = (payload: string, headers: InjectOptions['headers'] = json): InjectOptions => ({
  method: 'POST',
  url: '/v1/users',
  payload,
  headers,
});
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

const CASES: readonly [string, InjectOptions, status: number, code: string][] = [
  ['an unknown path', { url: '/nowhere' }, 404, 'route.not-found'],
  ['a wrong method', { method: 'DELETE', url: '/v1/orders' }, 405, 'route.method-not-allowed'],
  ['TRACE', { method: 'TRACE' as 'GET', url: '/v1/orders' }, 405, 'route.method-not-allowed'],
  ['a preflight', { method: 'OPTIONS', url: '/v1/orders' }, 405, 'route.method-not-allowed'],
  ['bad percent-encoding', { url: '/v1/products/%zz' }, 400, 'request.malformed-url'],
  ['a part of the path that is too long', { url: `/v1/products/${'x'.repeat(101)}` }, 414, 'request.url-too-long'],
  ['an id that is none', { url: '/v1/products/mug' }, 400, 'request.invalid'],
  ['a repeated parameter', { url: '/v1/products?limit=1&limit=2' }, 400, 'request.invalid'],
  ['an unknown parameter', { url: '/v1/products?offset=-1' }, 400, 'request.invalid'],
  ['no body', { method: 'POST', url: '/v1/users' }, 400, 'request.invalid'],
  ['an empty body', register(''), 400, 'request.malformed'],
  ['half a body', register('{"email":'), 400, 'request.malformed'],
  ['a body that is no JSON', register('{"email": NaN}'), 400, 'request.malformed'],
  ['__proto__', register('{"__proto__": {"role": "admin"}}'), 400, 'request.malformed'],
  ['constructor.prototype', register('{"constructor": {"prototype": {"role": "admin"}}}'), 400, 'request.malformed'],
  ['a deep body', register(nested(33)), 400, 'request.invalid'],
  ['a very deep body', register(nested(9_000)), 400, 'request.invalid'],
  ['an array', register('[]'), 400, 'request.invalid'],
  ['a number', register('1'), 400, 'request.invalid'],
  ['a large body', register(`"${'x'.repeat(65_536)}"`), 413, 'request.too-large'],
  [
    'a form',
    register('email=a', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'request.unsupported-media-type',
  ],
  ['plain text', register('{}', { 'content-type': 'text/plain' }), 415, 'request.unsupported-media-type'],
  [
    'a body that says it is compressed',
    register('{}', { ...json, 'content-encoding': 'gzip' }),
    415,
    'request.unsupported-encoding',
  ],
  [
    'a body that is compressed',
    { ...register(''), payload: gzipSync('{}'), headers: { ...json, 'content-encoding': 'gzip' } },
    415,
    'request.unsupported-encoding',
  ],
  [
    'another charset',
    register('{}', { 'content-type': 'application/json; charset=utf-16' }),
    415,
    'request.unsupported-charset',
  ],
  [
    'two charsets',
    register('{}', { 'content-type': 'application/json;charset=utf-8;charset="latin1"' }),
    415,
    'request.unsupported-charset',
  ],
  ['invalid UTF-8', { ...register(''), payload: Buffer.from('{"name":"\xff"}', 'latin1') }, 400, 'request.malformed'],
  ['a byte order mark', register('\ufeff{}'), 400, 'request.malformed'],
  ['no content type', register('{}', {}), 415, 'request.unsupported-media-type'],
  ['a strange content type', register('{}', { 'content-type': 'json' }), 415, 'request.unsupported-media-type'],
];

it.each(CASES)('%s is a problem', async (_, request, status, code) => {
  const reply = await gateway.app.inject(request);
  expect(reply.statusCode).toBe(status);
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(reply.headers).toMatchObject(SECURITY_HEADERS);
  expect(ProblemBody.parse(reply.json())).toMatchObject({
    type: `urn:cleave:problem:${code}`,
    status,
    code,
    instance: (request.url as string).split('?')[0],
  });
  expect(reply.body).not.toMatch(/FST_|node_modules|\bat \w+ \(/);
  expect(gateway.bus.asked).toEqual([]);
});

// The detail must be that of the JSON parser: the schema would refuse only some of these bodies.
it.each([
  ['a name that stands twice', '{"name":"Ada","name":"Eve"}', '/name', 'This name stands here twice'],
  ['a number that JSON cannot keep', '{"n":1.0000000000000001}', '/n', 'This number cannot be kept as it is written'],
  ['half of a character', '{"password":"correct horse\\ud800"}', '/password', 'Half of a character'],
])('%s is refused for that alone', async (_, payload, pointer, detail) => {
  const reply = await gateway.app.inject(register(payload));
  expect(reply.statusCode).toBe(400);
  expect(reply.json()).toMatchObject({ code: 'request.invalid', errors: [{ pointer, detail }] });
  expect(gateway.bus.asked).toEqual([]);
});

it.each(['0x10', '1e1', '+5', '%2B5', '05', ' 5', '%205', '5.0', '5,', '', '-0', '5&limit=5', '5&%6cimit=5'])(
  'limit=%s is no number of a page',
  async (limit) => {
    const reply = await gateway.app.inject({ url: `/v1/products?limit=${limit}` });
    expect(reply.statusCode).toBe(400);
    expect(reply.json().errors ?? [{ pointer: '/limit' }]).toMatchObject([{ pointer: '/limit' }]);
    expect(gateway.bus.asked).toEqual([]);
  },
);

it.each(['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'Application/JSON; Charset=utf8'])(
  'a body of %s is read',
  async (type) => {
    const headers = { 'content-type': type, 'content-encoding': 'identity' };
    const reply = await gateway.app.inject(register(JSON.stringify(well.newUser), headers));
    expect(reply.statusCode).toBe(201);
  },
);

it('a compressed body learns how to send it', async () => {
  const reply = await gateway.app.inject(register('{}', { ...json, 'content-encoding': 'br' }));
  expect(reply.headers['accept-encoding']).toBe('identity');
});

it('a wrong method learns the right ones', async () => {
  const reply = await gateway.app.inject({ method: 'DELETE', url: '/v1/orders' });
  expect(reply.headers.allow).toBe('GET, HEAD, POST');
});

it('every field at fault is named', async () => {
  const payload = { email: 'ada', password: 'short', name: 7, role: 'admin' };
  const reply = await gateway.app.inject({ method: 'POST', url: '/v1/users', payload });
  const { errors, detail } = reply.json();
  expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/email', '/password', '/name', '/role']);
  expect(detail).toContain('/email');
  expect(reply.body).not.toContain('short');
});

it('what breaks inside is not told', async () => {
  gateway.bus.answer(ListProducts, () => {
    throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
  });
  const reply = await gateway.app.inject({ url: '/v1/products' });
  expect(reply.statusCode).toBe(500);
  expect(reply.json()).toMatchObject({ code: 'internal' });
  expect(reply.body).not.toContain('10.0.0.7');
});

describe('the trace', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  it('that a client began goes on', async () => {
    await gateway.app.inject({ url: '/v1/products', headers: { traceparent } });
    expect(gateway.bus.last?.traceparent).toBe(traceparent);
    const problem = await gateway.app.inject({ url: '/nowhere', headers: { traceparent } });
    expect(problem.json().traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('begins here otherwise', async () => {
    await gateway.app.inject({ url: '/v1/products', headers: { traceparent: 'nonsense' } });
    expect(gateway.bus.last?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });
});

it('every good answer has the security headers, and none that lets other origins in', async () => {
  const reply = await gateway.app.inject({ url: '/v1/products', headers: { origin: 'https://evil.example' } });
  expect(reply.headers).toMatchObject({ ...SECURITY_HEADERS, 'cache-control': 'public, no-cache' });
  expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});
