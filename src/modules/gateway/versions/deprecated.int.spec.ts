import type { OpenAPIObject } from '@nestjs/swagger';
import type { InjectOptions } from 'fastify';
import { messagingError, overloaded } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { GetOrder, ListOrders, PlaceOrder } from '#shared/contracts/orders';
import { waitFor } from '#test/wait-for';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

const SINCE = '@1795910400'; // 2026-11-29T00:00:00Z
const SUNSET = 'Tue, 30 Nov 2027 00:00:00 GMT';
const linksTo = (successor: string) =>
  `<${successor}>; rel="successor-version", </docs>; rel="deprecation"; type="text/html", </docs>; rel="sunset"; type="text/html"`;

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let bearer: { authorization: string };
beforeAll(async () => {
  gateway = await gatewayApplication();
  bearer = { authorization: `Bearer ${await gateway.tokenOf(well.ada)}` };
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const send = ({ headers, ...request }: InjectOptions) =>
  gateway.app.inject({ ...request, headers: { ...bearer, ...headers } });
const place = { method: 'POST', url: '/v1/orders', payload: well.newOrder } as const;
const key = { headers: { 'idempotency-key': 'the-key-of-this-order' } };
const one = `/v1/orders/${well.orderId}`;

it.each<[string, number, InjectOptions]>([
  ['the order as accepted', 202, { ...place, ...key }],
  ['the list', 200, { url: '/v1/orders' }],
  ['one order', 200, { url: one }],
  ['one order without its body', 200, { method: 'HEAD', url: one }],
  ['a missing token', 401, { url: one, headers: { authorization: '' } }],
  ['a missing key', 400, place],
  ['a body that cannot be read', 400, { ...place, payload: '{', headers: { 'content-type': 'application/json' } }],
  ['a query that cannot be decoded', 400, { url: `${one}?a=%zz` }],
  ['an id that is none', 400, { url: '/v1/orders/7' }],
])('says of %s (%d) that version 1 is deprecated, until when, and what comes after it', async (_, status, request) => {
  const reply = await send(request);
  expect([reply.statusCode, reply.headers]).toMatchObject([status, { deprecation: SINCE, sunset: SUNSET }]);
  const [path] = (request.url as string).replace('/v1', '/v2').split('?');
  expect(reply.headers.link).toBe(linksTo(path!));
});

it.each([
  [404, refuse(GetOrder, 'orders.not-found')],
  [503, messagingError('context.unavailable', 'orders is away')],
  [500, new Error('a bug')],
])('says so with %d', async (status, error) => {
  gateway.bus.answer(GetOrder, () => {
    throw error;
  });
  const reply = await send({ url: one });
  expect(reply.statusCode).toBe(status);
  expect(reply.headers).toMatchObject({
    deprecation: SINCE,
    sunset: SUNSET,
    link: linksTo(`/v2/orders/${well.orderId}`),
  });
});

it('says so when orders are refused before anybody looks at them', async () => {
  await waitFor(async () => {
    gateway.bus.answer(PlaceOrder, () => {
      throw overloaded('orders has too much to do', 6_400);
    });
    await send({ ...place, ...key });
    gateway.bus.forget();
    const reply = await send({ ...place, ...key });
    expect(reply.headers).toMatchObject({ 'retry-after': '7', deprecation: SINCE, link: linksTo('/v2/orders') });
    expect(gateway.bus.asked).toEqual([]);
    return undefined;
  });
});

it('leaves the link to the next page alone, as clients of version 1 know it', async () => {
  gateway.bus.answer(ListOrders, { data: [well.order], page: { next: 'more', hasMore: true } });
  const { headers } = await send({ url: '/v1/orders?limit=1' });
  expect(headers).toMatchObject({ deprecation: SINCE, sunset: SUNSET });
  expect(headers.link).toBe('</v1/orders?limit=1&cursor=more>; rel="next"');
});

it('names a successor that no id can break out of', async () => {
  const { link } = (await send({ url: '/v1/orders/%3E%22%2C%2F' })).headers;
  expect(link).toBe(linksTo('/v2/orders/%3E%22%2C%2F'));
});

it.each(['/v2/orders', `${one}/messages`, `/v2/orders/${well.orderId}/messages`, '/v1/products'])(
  'says nothing of %s',
  async (url) => {
    const { headers } = await send({ url });
    expect([headers.deprecation, headers.sunset, headers.link]).toEqual([undefined, undefined, undefined]);
  },
);

it('the API document deprecates the same routes, and describes the headers of all of their answers', async () => {
  const { paths } = (await send({ url: '/openapi.json' })).json<OpenAPIObject>();
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, NonNullable<typeof item.get>>).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  );
  const deprecated = operations.filter(([, operation]) => operation.deprecated);
  expect(deprecated.map(([route]) => route).toSorted()).toEqual([
    'GET /v1/orders',
    'GET /v1/orders/{id}',
    'POST /v1/orders',
  ]);
  for (const [, { description, responses }] of deprecated) {
    expect(description).toContain('2027-11-30');
    for (const response of Object.values(responses))
      expect(Object.keys((response as { headers: object }).headers)).toEqual(
        expect.arrayContaining(['Deprecation', 'Sunset', 'Link']),
      );
  }
});

it('a path that begins like a deprecated one, and is none, is not found like any other', async () => {
  const reply = await gateway.app.inject({ url: '/v1/orders/' });
  expect([reply.statusCode, reply.json().code]).toEqual([404, 'route.not-found']);
});
