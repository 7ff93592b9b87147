import { api, ask, proxied } from './proxied.fixtures.js';

const { door, service, stopAll } = proxied();

afterEach(stopAll);

const origin = 'https://shop.example';
const preflight = {
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
};

/** A guarded and a public route to one service, which grants everybody everything. */
async function crossed(env: Record<string, string> = { CLEAVE_CORS_ORIGINS: origin }) {
  const asked: string[] = [];
  const { port } = await service((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const grants = { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' };
    response.writeHead(200, { ...grants, vary: 'accept-encoding' }).end('well');
  });
  const routes = `  /in: { to: "http://127.0.0.1:${port}", access: signed-in }\n${api(port)}`;
  return { asked, ...(await door(routes, { env })) };
}

it('a page of a configured origin gets leave to call a guarded route, and reads the answer', async () => {
  const at = await crossed();
  const leave = await ask(at.port, '/in/x', preflight);
  expect(leave).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': origin } });
  expect(leave.headers['access-control-allow-headers']).toContain('authorization');
  expect(at.asked).toEqual([]);
  const { status, headers } = await ask(at.port, '/in/x', { headers: { origin, ...(await at.bearer()) } });
  expect([status, headers['access-control-allow-origin']]).toEqual([200, origin]);
  expect(headers['access-control-allow-credentials']).toBeUndefined();
  expect(headers.vary).toBe('Origin, accept-encoding');
});

it.each([
  ['a page of another origin', { CLEAVE_CORS_ORIGINS: 'https://other.example' }],
  ['any page, where no origin is configured,', {}],
])('%s may read nothing of a guarded route, whatever its service says', async (_, env) => {
  const at = await crossed(env);
  const leave = await ask(at.port, '/in', preflight);
  const answer = await ask(at.port, '/in', { headers: { origin, ...(await at.bearer()) } });
  for (const { headers } of [leave, answer]) expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(at.asked).toEqual(['GET /']);
});

it('who is not signed in asks no service with an OPTIONS of another kind either', async () => {
  const at = await crossed();
  expect((await ask(at.port, '/in', { method: 'OPTIONS', headers: { origin } })).status).toBe(401);
  expect(at.asked).toEqual([]);
});

it('on a public route both are the service’s', async () => {
  const at = await crossed();
  for (const options of [preflight, { headers: { origin } }]) {
    const { status, headers, body } = await ask(at.port, '/api', options);
    expect([status, body, headers['access-control-allow-origin']]).toEqual([200, 'well', '*']);
    expect(headers['access-control-expose-headers']).toBeUndefined();
    expect(headers.vary).toBe('accept-encoding');
  }
  expect(at.asked).toEqual(['OPTIONS /', 'GET /']);
});
