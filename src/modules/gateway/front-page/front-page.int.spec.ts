import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());

const asked = (accept?: string) => gateway.app.inject({ url: '/', headers: { ...(accept && { accept }) } });

it('a browser that opens the URL of the start is shown where to begin', async () => {
  const reply = await asked('text/html,application/xhtml+xml,*/*;q=0.8');
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(reply.body.match(/href="[^"]+"/g)).toEqual(['href="/openapi.json"', 'href="/health"']);
  expect(reply.body).toContain('npm run demo');
});

it.each([undefined, '*/*', 'application/json'])('a program that accepts %s gets a problem', async (accept) => {
  const reply = await asked(accept);
  expect(reply.statusCode).toBe(404);
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(reply.json()).toMatchObject({ code: 'route.not-found' });
});
