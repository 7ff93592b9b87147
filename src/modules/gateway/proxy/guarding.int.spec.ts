import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Identity } from '#libs/messaging/contract';
import { ada, ask, proxied } from './proxied.fixtures.js';

const { door, service, stopAll } = proxied();

afterEach(stopAll);

async function guarded(env = {}) {
  const seen: string[] = [];
  const { port } = await service((request, response) => void (seen.push(request.url!), response.end('well')));
  const to = `to: "http://127.0.0.1:${port}"`;
  const routes = `  /open: { ${to}, access: public }\n  /in: { ${to}, access: signed-in }\n  /in/staff: { ${to}, access: [operator], keepPrefix: true }\n`;
  return { seen, ...(await door(routes, { env })) };
}

it.each([
  ['/open', [200, 200, 200, 200]],
  ['/in', [401, 200, 200, 200]],
  ['/in/staff', [401, 403, 200, 200]],
] as const)('%s lets in whom its rule names', async (path, cells) => {
  const at = await guarded();
  const roles = [undefined, 'customer', 'operator', 'admin'] as const;
  for (const [n, role] of roles.entries()) {
    const headers = role && (await at.bearer({ ...ada, role } as Identity));
    expect((await ask(at.port, path, { headers })).status).toBe(cells[n]);
  }
  expect(at.seen).toHaveLength(cells.filter((status) => status === 200).length);
});

it('who is not let in is told so as on every other route, in the same trace', async () => {
  const at = await guarded();
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const { status, headers, json } = await ask(at.port, '/in', {
    headers: { authorization: 'Bearer x.y.z', traceparent },
  });
  expect(status).toBe(401);
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect(headers['www-authenticate']).toContain('error="invalid_token"');
  expect(json).toMatchObject({
    code: 'auth.token-invalid',
    instance: '/in',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  });
});

it.each([
  '/in/%73taff',
  '/in/%2e%2e/in/staff',
  '/in/x/../staff',
  '/in//staff',
  '/in/.//staff',
  '/in/Staff',
  '/in/STAFF/x',
  '/in/staff;x',
  '/in/x;/../staff',
  '/in%2fstaff',
  '/in/%5cstaff',
  '/in\\staff',
  '/in/%252e%252e/staff',
  '/%69n/staff',
  '/open/../in',
  '/open/..%2fin',
])('%s cannot be read as another path than the rule was looked up for', async (path) => {
  const at = await guarded();
  const headers = await at.bearer();
  const { status, json } = await ask(at.port, path, { headers });
  expect([400, 404]).toContain(status);
  expect(['request.ambiguous-path', 'route.not-found']).toContain(json['code']);
  expect(at.seen).toEqual([]);
});

it.each(['http://elsewhere/in', '//in', '/IN', '/v1/../in', '/other'])('%s is of no route', async (path) => {
  const at = await guarded();
  expect([400, 404]).toContain((await ask(at.port, path, { headers: await at.bearer() })).status);
  expect(at.seen).toEqual([]);
});

it.each([
  'Content-Length: 4\r\nTransfer-Encoding: chunked',
  'Content-Length: 4\r\nContent-Length: 5',
  'Transfer-Encoding: gzip',
  'Transfer-Encoding : chunked',
  'Content-Length: +4',
])(
  'a body that can be read in two ways (%j) is a 400, the last one of its connection, and the service sees nothing',
  async (headers) => {
    const at = await guarded();
    const socket = connect(at.port, '127.0.0.1');
    socket.write(`POST /open HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n0\r\n\r\nGET /in HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect((await text(socket)).match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(at.seen).toEqual([]);
  },
);

it.each([
  ['an address', { CLEAVE_LIMIT_READS_PER_ADDRESS: '1/1m' }, '/open'],
  ['a user', { CLEAVE_LIMIT_READS_PER_USER: '1/1m' }, '/in'],
])('the limit of %s holds here, too', async (_, env, path) => {
  const at = await guarded({ CLEAVE_RATE_LIMITS: 'on', ...env });
  const headers = await at.bearer();
  expect((await ask(at.port, path, { headers })).status).toBe(200);
  expect((await ask(at.port, path, { headers })).status).toBe(429);
  expect(at.seen).toHaveLength(1);
});

it('its own routes are as they were', async () => {
  const at = await guarded();
  expect((await ask(at.port, '/openapi.json')).json).toHaveProperty('paths');
  expect(Object.keys((await ask(at.port, '/openapi.json')).json['paths'] as object).join()).not.toMatch(/open\b|\/in/);
  expect((await ask(at.port, '/v1/orders')).status).toBe(401);
  const upgrade = { connection: 'upgrade', upgrade: 'h2c' };
  expect((await ask(at.port, '/v1/orders', { headers: upgrade })).status).toBe(401);
});
