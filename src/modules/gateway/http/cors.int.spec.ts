import type { InjectOptions } from 'fastify';
import { Config } from '#libs/config';
import { SECURITY_HEADERS } from '#libs/hosting/http';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';
import { corsConfig } from './cors.js';

const shop = 'https://shop.example';
let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
const listen = async (origins?: string) => {
  gateway = await gatewayApplication({}, [], { env: origins ? { CLEAVE_CORS_ORIGINS: origins } : {} });
  well.allIsWell(gateway.bus);
};
afterEach(() => gateway?.app.close());

const asked = (origin: string, request: InjectOptions = {}) =>
  gateway.app.inject({ url: '/v1/products', ...request, headers: { origin, ...request.headers } });
const preflight = (origin: string) =>
  asked(origin, {
    method: 'OPTIONS',
    url: '/v1/orders',
    headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });
const granted = (headers: object): string[] =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'));

it('nobody else’s page may read an answer where no origin is configured, nor ask for leave', async () => {
  await listen();
  for (const reply of [await asked(shop), await preflight(shop), await asked(shop, { url: '/v1/orders' })])
    expect(granted(reply.headers)).toEqual([]);
  expect((await preflight(shop)).statusCode).toBe(405);
});

describe('with one origin configured', () => {
  beforeEach(() => listen(`${shop},http://localhost:5173`));

  it.each([
    ['an answer', {}, 200],
    ['a refusal of the guard', { url: '/v1/orders' }, 401],
    ['an unknown path', { url: '/nowhere' }, 404],
  ])('its pages may read %s', async (_, request, status) => {
    const reply = await asked(shop, request);
    expect(reply.statusCode).toBe(status);
    const { 'cache-control': _kept, ...isolation } = SECURITY_HEADERS; // a route may say that its answer is kept
    expect(reply.headers).toMatchObject({ ...isolation, 'access-control-allow-origin': shop });
    expect(reply.headers.vary).toMatch(/origin/i);
  });

  it('its pages are given leave to send a token and a key, and no cookies', async () => {
    const { statusCode, headers } = await preflight(shop);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ ...SECURITY_HEADERS, 'access-control-allow-origin': shop });
    expect(headers['access-control-allow-headers']).toContain('idempotency-key');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(gateway.bus.asked).toEqual([]);
  });

  it.each([
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example.evil.example',
    'https://evil-shop.example',
    'https://SHOP.example',
    'null',
    '*',
  ])('pages of %s may read nothing', async (origin) => {
    for (const reply of [await asked(origin), await preflight(origin), await asked(origin, { url: '/nowhere' })])
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  });
});

it.each(['*', 'null', 'shop.example', 'https://shop.example/', 'https://*.example', 'https://a.example,', 'file:///'])(
  '%s is no origin that can be allowed',
  (CLEAVE_CORS_ORIGINS) =>
    expect(() => Config.read([corsConfig], { CLEAVE_CORS_ORIGINS })).toThrow('must be a list of origins'),
);
