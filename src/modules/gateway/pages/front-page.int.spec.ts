import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());

const asked = (accept?: string, host = '127.0.0.1:4711') =>
  gateway.app.inject({ url: '/', headers: { host, ...(accept && { accept }) } });
const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

it('a browser that opens the URL of the start is shown where to begin, and how to place an order here', async () => {
  const reply = await asked(BROWSER);
  expect(reply.statusCode).toBe(200);
  expect(reply.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'accept' });
  const links = [...reply.body.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href);
  expect(links).toEqual(['/docs', '/openapi.json', '/asyncapi.json', '/health', '/v1/products']);
  expect(reply.body).toContain('API=http://127.0.0.1:4711');
});

it('the page loads nothing, and runs no script', async () => {
  const { headers, body } = await asked(BROWSER);
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'self' 'sha256-[\w+/=]+'; img-src data:; /,
  );
  expect(body).not.toMatch(/<script|src="(?!data:)|url\(/);
});

it.each(['evil"><script>', 'a$(reboot)', 'a;reboot', "a'"])('the host %s is not pasted into a shell', async (host) => {
  const { body } = await asked(BROWSER, host);
  expect(body).toContain('API=http://127.0.0.1:3000');
});

it.each([undefined, '*/*', 'application/json'])('a program that accepts %s gets the links as JSON', async (accept) => {
  const reply = await asked(accept);
  expect(reply.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', vary: 'accept' });
  expect(reply.json()).toEqual({
    name: 'Cleave',
    links: {
      docs: '/docs',
      openapi: '/openapi.json',
      asyncapi: '/asyncapi.json',
      products: '/v1/products',
      orders: '/v2/orders',
      health: '/health',
    },
  });
});
