import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());

const get = (url: string, headers: Record<string, string> = {}) => gateway.app.inject({ url, headers });
const addresses = async () =>
  [...(await get('/docs')).body.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, a]) => a!);

it('the reference allows scripts and requests of this origin only, and none inside the page', async () => {
  const { statusCode, headers, body } = await get('/docs');
  expect(statusCode).toBe(200);
  const policy = headers['content-security-policy'] as string;
  expect(policy).toMatch(/default-src 'none'.*script-src 'self'; connect-src 'self'/);
  expect(policy).not.toMatch(/unsafe|https?:/);
  expect(body).not.toMatch(/<script(?! src="\/docs\/)|https?:\/\//);
});

it('a file under the address of the page is kept for ever, and under another is asked for again', async () => {
  for (const address of await addresses()) {
    const kept = await get(address);
    expect([kept.statusCode, kept.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    const [path] = address.split('?') as [string];
    const { headers } = await get(path);
    expect(headers['cache-control']).toBe('no-cache');
    const again = await get(path, { 'if-none-match': headers.etag as string });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', headers.etag]);
  }
  expect(await addresses()).toHaveLength(4);
});

it.each([
  'package.json',
  'index.html',
  'constructor',
  '..%2Fpackage.json',
  '%2e%2e%2f%2e%2e%2fpackage.json',
  'swagger-ui.css%00',
])('no other file is served: %s', async (name) => {
  const reply = await get(`/docs/${name}`);
  expect([400, 404]).toContain(reply.statusCode);
  expect(reply.headers['content-type']).toContain('application/problem+json');
});

it('turned off, the reference, its files and both documents are unknown paths, and nothing links to them', async () => {
  const { app } = await gatewayApplication({}, [], { env: { CLEAVE_DOCS: 'off' } });
  try {
    for (const url of ['/docs', '/docs/cleave.css', '/openapi.json', '/asyncapi.json']) {
      const reply = await app.inject({ url });
      expect([url, reply.statusCode, reply.json().code]).toEqual([url, 404, 'route.not-found']);
    }
    const [page, links] = [
      await app.inject({ url: '/', headers: { accept: 'text/html' } }),
      await app.inject({ url: '/' }),
    ];
    expect(page.body + links.body).not.toMatch(/docs|openapi|asyncapi/);
  } finally {
    await app.close();
  }
});
