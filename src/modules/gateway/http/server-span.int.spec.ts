import type { AddressInfo } from 'node:net';
import { Controller, Get, SetMetadata } from '@nestjs/common';
import { messagingError } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { ListMessages } from '#shared/contracts/notifications';
import { GetOrder, PlaceOrder } from '#shared/contracts/orders';
import { ada, adaId, allIsWell, newOrder, orderId } from '../testing/answers.js';
import { traced } from '../testing/traced.js';

const [trace, span] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
const traceparent = `00-${trace}-${span}-01`;

@Controller()
class ProbeHttpController {
  @Get('livez')
  @SetMetadata('access', 'anybody')
  live() {
    return {};
  }
}

let at: Awaited<ReturnType<typeof traced>>;
let gateway: Awaited<ReturnType<(typeof at)['gatewayApplication']>>;
let port: number;

beforeAll(async () => {
  at = await traced();
  gateway = await at.gatewayApplication({}, [ProbeHttpController]);
  await gateway.app.listen(0, '127.0.0.1');
  ({ port } = gateway.app.getHttpServer().address() as AddressInfo);
});
beforeEach(() => {
  at.forget();
  allIsWell(gateway.bus);
});
afterAll(async () => {
  await gateway?.app.close();
  at?.stop();
});

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

async function ask(path: string, { method = 'GET', headers, body, signal }: Sent = {}) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${await gateway.tokenOf(ada)}`, 'content-type': 'application/json', ...headers },
    body: body ? JSON.stringify(body) : null,
    signal: signal ?? null,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const spanOf = (path: string) => at.span(({ attributes }) => attributes['url.path'] === path);

const order = { method: 'POST', headers: { 'idempotency-key': 'a-key' }, body: newOrder };

it('is named by method and route, and says what conventions ask for, and no query', async () => {
  await ask('/v2/orders?limit=5');
  const { name, kind, isError, attributes } = await spanOf('/v2/orders');
  expect({ name, kind, isError }).toEqual({ name: 'GET /v2/orders', kind: 'server', isError: false });
  expect(attributes).toMatchObject({
    'http.request.method': 'GET',
    'http.route': '/v2/orders',
    'http.response.status_code': 200,
    'cleave.rows': 1,
    'url.scheme': 'http',
    'server.address': '127.0.0.1',
    'client.address': '127.0.0.1',
    'network.protocol.version': '1.1',
  });
  expect(JSON.stringify(attributes)).not.toContain('limit');
});

it('names nobody by the path, nor by what the client calls itself', async () => {
  await ask('/no/ada.lovelace@example.com', { headers: { 'user-agent': 'mailer of ada.lovelace@example.com' } });
  const { attributes } = await spanOf('/…@example.com');
  expect(attributes['user_agent.original']).toBe('mailer of a…@example.com');
});

it('continues the trace of the client, and what is asked of contexts is below it', async () => {
  await ask('/v2/orders', { ...order, headers: { ...order.headers, traceparent } });
  const served = await spanOf('/v2/orders');
  expect([served.traceId, served.parentId]).toEqual([trace, span]);
  expect(gateway.bus.last?.traceparent).toBe(`00-${trace}-${served.spanId}-01`);
});

it('begins a trace where the client has none, or sends nonsense', async () => {
  await ask('/v2/orders', { headers: { traceparent: 'nonsense' } });
  const served = await spanOf('/v2/orders');
  expect(served.parentId).toBeUndefined();
  expect(gateway.bus.last?.traceparent).toBe(`00-${served.traceId}-${served.spanId}-01`);
});

it('is not made for a client whose trace is not sampled, nor for probes', async () => {
  await ask('/v1/products', { headers: { traceparent: `00-${trace}-${span}-00` } });
  expect(gateway.bus.last?.traceparent).toBe(`00-${trace}-${span}-00`);
  await ask('/livez');
  await ask('/v2/orders'); // the last one, so the others would have come before it
  await spanOf('/v2/orders');
  expect(at.spans.map(({ name }) => name)).toEqual(['GET /v2/orders']);
});

it('has the answer of the wide event: who asked, for which order, and what of whom', async () => {
  await ask('/v2/orders', order);
  expect((await spanOf('/v2/orders')).attributes).toMatchObject({
    'user.id': adaId,
    'cleave.user.role': 'customer',
    'cleave.order.id': orderId,
    'cleave.request.is_keyed': true,
    'cleave.asked.orders': 1,
  });
  gateway.bus.answer(ListMessages, () => Promise.reject(messagingError('context.unavailable', 'nobody listens')));
  await ask(`/v2/orders/${orderId}`);
  expect((await spanOf(`/v2/orders/${orderId}`)).attributes).toMatchObject({
    'cleave.order.id': orderId,
    'cleave.asked.inventory': 1,
    'cleave.asked.payments': 1,
    'cleave.without.messages': 'context.unavailable',
  });
});

describe('an answer that is a problem', () => {
  it('is no error when it is the fault of the client, and has the code', async () => {
    const refused = await ask('/v2/orders', { ...order, body: { lines: 'none' } });
    const served = await spanOf('/v2/orders');
    expect([served.isError, served.events]).toEqual([false, []]);
    expect(served.attributes).toMatchObject({
      'http.response.status_code': 400,
      'cleave.problem.code': 'request.invalid',
    });
    expect(refused.body['traceId']).toBe(served.traceId);
  });

  it('is none either when a context refuses', async () => {
    gateway.bus.answer(GetOrder, () => Promise.reject(refuse(GetOrder, 'orders.not-found')));
    await ask(`/v2/orders/${orderId}`);
    const { isError, attributes } = await spanOf(`/v2/orders/${orderId}`);
    expect(isError).toBe(false);
    expect(attributes).toMatchObject({ 'http.response.status_code': 404, 'user.id': adaId });
  });

  it.each([
    ['a context that is away', messagingError('context.unavailable', 'nobody listens'), 503, 'context.unavailable'],
    ['a bug', new TypeError('oh'), 500, 'internal'],
  ])('is an error after %s, with its code', async (_, error, status, code) => {
    gateway.bus.answer(PlaceOrder, () => Promise.reject(error));
    const refused = await ask('/v2/orders', order);
    const { isError, events, attributes, traceId } = await spanOf('/v2/orders');
    expect([isError, events]).toEqual([true, ['exception']]);
    expect(attributes).toMatchObject({ 'http.response.status_code': status, 'error.type': code });
    expect(refused.body['traceId']).toBe(traceId);
  });

  it('has a span also where no route is, or another hook refuses, under names that no client can make up', async () => {
    await ask('/no/where');
    const lost = await spanOf('/no/where');
    expect([lost.name, lost.attributes['http.response.status_code']]).toEqual(['GET', 404]);
    await ask('/v1/products', { method: 'PROPFIND' });
    const { name, attributes } = await spanOf('/v1/products');
    expect(name).toBe('HTTP');
    expect(attributes).toMatchObject({ 'http.request.method': '_OTHER', 'http.request.method_original': 'PROPFIND' });
  });
});

it('ends when the client leaves, without a status', async () => {
  const asked = Promise.withResolvers<void>();
  gateway.bus.answer(PlaceOrder, () => (asked.resolve(), new Promise(() => undefined)));
  const leaving = new AbortController();
  const answer = ask('/v2/orders', { ...order, signal: leaving.signal });
  await asked.promise;
  leaving.abort();
  await expect(answer).rejects.toThrow('aborted');
  const { isError, attributes } = await spanOf('/v2/orders');
  expect(isError).toBe(false);
  expect(attributes).toMatchObject({ 'cleave.answer.is_cut': true });
  expect(attributes).not.toHaveProperty(['http.response.status_code']);
});
