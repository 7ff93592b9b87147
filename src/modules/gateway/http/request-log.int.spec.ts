import { Controller, Get, Logger, SetMetadata } from '@nestjs/common';
import { once } from 'node:events';
import { connect } from 'node:net';
import { LineLogger } from '#libs/logging';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

@SetMetadata('access', 'anybody')
@Controller()
class Extra {
  static hold = Promise.withResolvers<void>();
  static asked = Promise.withResolvers<void>();
  @Get(['livez', 'readyz', 'health']) probe() {
    return {};
  }
  @Get('slow') async slow() {
    Extra.asked.resolve();
    await Extra.hold.promise;
    return {};
  }
}

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let authorization: string;
let lines: string[];
let written: PromiseWithResolvers<void>;
beforeAll(async () => {
  gateway = await gatewayApplication({}, [Extra]);
  well.allIsWell(gateway.bus);
  authorization = `Bearer ${await gateway.tokenOf(well.ada)}`;
  const write = (line: string) => (lines.push(line), written.resolve());
  Logger.overrideLogger(new LineLogger({ format: 'json', to: { write } }));
});
beforeEach(() => {
  lines = [];
  written = Promise.withResolvers();
});
afterAll(async () => {
  Logger.overrideLogger(false);
  await gateway.app.close();
});

const records = () =>
  lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ context, part }) => context === 'gateway' && part === 'requests');
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

it('a request is one line: method, route, status, time, user, trace, order', async () => {
  const headers = { authorization, traceparent, 'idempotency-key': 'the-key-of-this-order' };
  await gateway.app.inject({ method: 'POST', url: '/v2/orders?secret=1', payload: well.newOrder, headers });
  expect(records()).toEqual([
    {
      level: 'info',
      time: expect.any(String),
      context: 'gateway',
      part: 'requests',
      method: 'POST',
      route: '/v2/orders',
      status: 202,
      ms: expect.any(Number),
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      key: well.order.id,
      user: well.adaId,
      role: 'customer',
      from: '127.0.0.1',
      message: 'POST /v2/orders 202',
    },
  ]);
});

it.each([
  ['what it asks for', `/v2/orders/${well.order.id}`, { status: 200, route: '/v2/orders/:id', key: well.order.id }],
  ['no token', '/v2/orders', { status: 401, code: 'auth.token-missing' }, ''],
  ['no route', '/nowhere?token=1', { status: 404, code: 'route.not-found', message: 'GET /nowhere 404' }],
  ['a field that is wrong', '/v2/orders?limit=0', { status: 400, code: 'request.invalid', route: '/v2/orders' }],
])('of %s', async (_, url, expected, given = authorization) => {
  await gateway.app.inject({ url, headers: given ? { authorization: given } : {} });
  expect(records()).toEqual([expect.objectContaining(expected)]);
  expect(lines.join('')).not.toMatch(/token=1|eyJ/);
});

it('a probe is none', async () => {
  for (const url of ['/livez', '/readyz', '/health']) expect((await gateway.app.inject({ url })).statusCode).toBe(200);
  expect(lines).toEqual([]);
});

it('a request whose client has gone away is one, too', async () => {
  const { port } = new URL(await listening());
  const client = connect(Number(port), '127.0.0.1');
  client.write('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
  await Extra.asked.promise;
  client.destroy();
  await once(client, 'close');
  await written.promise;
  Extra.hold.resolve();
  expect(records()).toEqual([expect.objectContaining({ message: 'GET /slow has no answer', isCutOff: true })]);
});

const listening = () =>
  gateway.app.getHttpAdapter().getInstance().listen({ port: 0, host: '127.0.0.1' }) as Promise<string>;
