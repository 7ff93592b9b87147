import type { OpenAPIObject } from '@nestjs/swagger';
import { refuse } from '#libs/messaging/contract';
import { GetOrder } from '#shared/contracts/orders';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

const ROUTES = [
  ['/v1/products', 'public, no-cache'],
  [`/v1/products/${well.mugId}`, 'public, no-cache'],
  ['/v1/orders', 'private, no-cache'],
  [`/v1/orders/${well.orderId}`, 'private, no-cache'],
  ['/v2/orders', 'private, no-cache'],
  [`/v2/orders/${well.orderId}`, 'private, no-cache'],
] as const;
const ORDER = `/v1/orders/${well.orderId}`;

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let authorization: string;
beforeAll(async () => {
  gateway = await gatewayApplication();
  authorization = `Bearer ${await gateway.tokenOf(well.ada)}`;
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const get = (url: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
  gateway.app.inject({ method, url, headers: { authorization, ...headers } });

describe.each(ROUTES)('GET %s', (url, cacheControl) => {
  it('has an entity tag, and is 304 without a body for whoever has that', async () => {
    const full = await get(url);
    const { etag } = full.headers;
    expect(full.headers).toMatchObject({
      etag: expect.stringMatching(/^"(3\.)?[\w-]{22}"$/),
      'cache-control': cacheControl,
    });
    expect(full.headers['content-type']).toBe('application/json; charset=utf-8');
    for (const header of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const { statusCode, headers, body } = await get(url, { 'if-none-match': header });
      expect([statusCode, headers.etag, headers['cache-control'], body]).toEqual([304, etag, cacheControl, '']);
      expect(headers['content-type']).toBeUndefined();
    }
    const other = await get(url, { 'if-none-match': '"x"' });
    expect([other.statusCode, other.body]).toEqual([200, full.body]);
  });

  it('has the same headers for HEAD', async () => {
    const [full, head] = [await get(url), await get(url, {}, 'HEAD')];
    expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, '', full.headers.etag]);
  });
});

it('an order that has changed has another tag', async () => {
  const { etag } = (await get(ORDER)).headers;
  gateway.bus.answer(GetOrder, {
    ...well.order,
    userId: well.adaId,
    refunds: [],
    status: 'cancelled',
    reason: 'out-of-stock',
  });
  const reply = await get(ORDER, { 'if-none-match': etag });
  expect([reply.statusCode, reply.json().status]).toEqual([200, 'cancelled']);
  expect(reply.headers.etag).not.toBe(etag);
});

it('who may not see an order is refused, whatever the client has', async () => {
  const nobody = await gateway.app.inject({ url: ORDER, headers: { 'if-none-match': '*' } });
  gateway.bus.answer(GetOrder, () => {
    throw refuse(GetOrder, 'orders.not-found');
  });
  const stranger = await get(ORDER, { 'if-none-match': '*' });
  for (const [reply, status] of [
    [nobody, 401],
    [stranger, 404],
  ] as const) {
    expect(reply.statusCode).toBe(status);
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(reply.headers.etag).toBeUndefined();
  }
});

it('the document has the 304 and the headers', async () => {
  const document = (await gateway.app.inject({ url: '/openapi.json' })).json<OpenAPIObject>();
  for (const path of ['/v1/products', '/v1/products/{id}', '/v1/orders', '/v2/orders/{id}']) {
    const { parameters, responses } = document.paths[path]!.get!;
    expect(parameters).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'If-None-Match', in: 'header' })]),
    );
    for (const status of ['200', '304'])
      expect(responses[status]).toMatchObject({
        headers: { ETag: { $ref: '#/components/headers/ETag' }, 'Cache-Control': {} },
      });
    expect(responses['304']).not.toHaveProperty('content');
  }
});
