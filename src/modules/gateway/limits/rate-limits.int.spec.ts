import { Logger } from '@nestjs/common';
import type { InjectOptions } from 'fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { LineLogger } from '#libs/logging';
import { ListOrders } from '#shared/contracts/orders';
import * as well from '../testing/answers.js';
import { gatewayApplication, type Surroundings } from '../testing/gateway-application.js';

type Gateway = Awaited<ReturnType<typeof gatewayApplication>>;

let gateway: Gateway;
afterEach(() => gateway.app.close());

async function open(env: NodeJS.ProcessEnv, more: Surroundings = {}): Promise<void> {
  gateway = await gatewayApplication({}, [], { ...more, env: { CLEAVE_RATE_LIMITS: 'on', ...env } });
  well.allIsWell(gateway.bus);
}

const get = (url: string, more: InjectOptions = {}) =>
  gateway.app.inject({ url, remoteAddress: '203.0.113.9', ...more });
const post = (payload: string, more: InjectOptions = {}) =>
  get('/v1/users', { method: 'POST', payload, headers: { 'content-type': 'application/json' }, ...more });

async function orders(identity = well.ada, more: InjectOptions = {}) {
  const authorization = `Bearer ${await gateway.tokenOf(identity)}`;
  return get('/v1/orders', { ...more, headers: { authorization, ...more.headers } });
}

describe('an address', () => {
  it('beyond its limit is told so in a problem, with the time and the limit', async () => {
    await open({ CLEAVE_LIMIT_READS_PER_ADDRESS: '2/1m' });
    for (const status of [200, 200, 429]) expect((await get('/v1/products')).statusCode).toBe(status);
    const reply = await get('/v1/products');
    expect(reply.json()).toMatchObject({ status: 429, code: 'request.rate-limited', instance: '/v1/products' });
    expect(reply.headers).toMatchObject({
      'content-type': expect.stringContaining('application/problem+json'),
      'retry-after': expect.stringMatching(/^(59|60)$/),
      'ratelimit-policy': '"reads-per-address";q=2;w=60',
      ratelimit: expect.stringMatching(/^"reads-per-address";r=0;t=(59|60)$/),
      'x-content-type-options': 'nosniff',
    });
  });

  it('is refused before its body is parsed', async () => {
    await open({ CLEAVE_LIMIT_WRITES_PER_ADDRESS: '1/1m' });
    expect((await post('{')).statusCode).toBe(400);
    expect((await post('{')).statusCode).toBe(429);
  });

  it('is counted apart for reads and writes, and also where there is no route', async () => {
    await open({ CLEAVE_LIMIT_WRITES_PER_ADDRESS: '1/1m', CLEAVE_LIMIT_READS_PER_ADDRESS: '1/1m' });
    const statuses = [await get('/nowhere'), await get('/nowhere'), await post('{'), await post('{')];
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([404, 429, 400, 429]);
  });

  it('is the /64 of an IPv6 client', async () => {
    await open({ CLEAVE_LIMIT_READS_PER_ADDRESS: '1/1m' });
    const from = (remoteAddress: string) => get('/v1/products', { remoteAddress });
    expect((await from('2001:db8::1')).statusCode).toBe(200);
    expect((await from('2001:db8::2')).statusCode).toBe(429);
    expect((await from('2001:db8:0:1::1')).statusCode).toBe(200);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-user-id'])('is not changed by %s', async (name) => {
    await open({ CLEAVE_LIMIT_READS_PER_ADDRESS: '1/1m' });
    const claim = (value: string) => get('/v1/products', { headers: { [name]: value } });
    expect((await claim('198.51.100.1')).statusCode).toBe(200);
    expect((await claim('198.51.100.2')).statusCode).toBe(429);
  });

  it('is what a trusted proxy says', async () => {
    await open({ CLEAVE_LIMIT_READS_PER_ADDRESS: '1/1m' }, { trustedProxies: ['203.0.113.9'] });
    const forwarded = (address: string) => get('/v1/products', { headers: { 'x-forwarded-for': address } });
    expect((await forwarded('198.51.100.1')).statusCode).toBe(200);
    expect((await forwarded('198.51.100.2')).statusCode).toBe(200);
    expect((await forwarded('198.51.100.1')).statusCode).toBe(429);
  });
});

describe('a user', () => {
  it('beyond the limit is refused from every address, and nobody else is', async () => {
    await open({ CLEAVE_LIMIT_READS_PER_USER: '2/1m' });
    const all = [
      await orders(),
      await orders(well.ada, { remoteAddress: '198.51.100.1' }),
      await orders(well.ada, { remoteAddress: '198.51.100.2', headers: { 'x-user-id': well.oscarId } }),
      await orders({ ...well.oscar }),
    ];
    expect(all.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429, 200]);
    expect(all[2]!.headers['ratelimit-policy']).toBe('"reads-per-user";q=2;w=60');
    expect(gateway.bus.asked.filter(({ name }) => name === ListOrders.contract.name)).toHaveLength(3);
  });

  it('is not charged for what others send with a token that is none', async () => {
    await open({ CLEAVE_LIMIT_READS_PER_USER: '1/1m' });
    for (let n = 0; n < 3; n++) {
      const reply = await get('/v1/orders', { headers: { authorization: 'Bearer x.y.z', 'x-user-id': well.adaId } });
      expect(reply.statusCode).toBe(401);
    }
    expect((await orders()).statusCode).toBe(200);
  });

  it('who is an operator has a limit of its own for the routes of operators', async () => {
    await open({ CLEAVE_LIMIT_OPERATIONS_PER_USER: '1/1m' });
    const authorization = `Bearer ${await gateway.tokenOf(well.oscar)}`;
    const lag = () => get('/v1/ops/lag', { headers: { authorization } });
    expect([(await lag()).statusCode, (await lag()).statusCode]).toEqual([200, 429]);
    expect((await orders(well.oscar)).statusCode).toBe(200);
  });
});

it('who is limited is logged once, with who and where', async () => {
  await open({ CLEAVE_LIMIT_READS_PER_USER: '1/1m' });
  const lines: string[] = [];
  Logger.overrideLogger(new LineLogger({ format: 'text', to: { write: (line) => void lines.push(line) } }));
  for (let n = 0; n < 5; n++) await orders();
  Logger.overrideLogger(false);
  const [line, ...more] = lines.filter((one) => one.includes('[limits]'));
  expect(line).toMatch(/limited to 1\/1m by reads-per-user: 429 request\.rate-limited trace_id=[0-9a-f]{32} user=/);
  expect(line).toContain(` user=${well.adaId} from=203.0.113.9`);
  expect(more).toEqual([]);
});

it('nobody is limited where limits are off', async () => {
  await open({
    CLEAVE_RATE_LIMITS: 'off',
    CLEAVE_LIMIT_READS_PER_USER: '1/1m',
    CLEAVE_LIMIT_READS_PER_ADDRESS: '1/1m',
  });
  for (let n = 0; n < 5; n++) expect((await orders()).statusCode).toBe(200);
});

it('every route documents its 429, with the headers', async () => {
  await open({});
  const document = (await get('/openapi.json')).json<OpenAPIObject>();
  for (const item of Object.values(document.paths))
    for (const { responses } of Object.values(item) as { responses: Record<string, object> }[])
      expect(responses['429']).toMatchObject({
        description: expect.stringContaining('request.rate-limited'),
        headers: { 'Retry-After': {}, RateLimit: {}, 'RateLimit-Policy': {} },
      });
});
