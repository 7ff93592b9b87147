import type { OpenAPIObject } from '@nestjs/swagger';
import { Routes } from '../http/routes.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let document: OpenAPIObject;
beforeAll(async () => {
  gateway = await gatewayApplication();
  document = (await gateway.app.inject({ url: '/openapi.json' })).json();
});
afterAll(() => gateway.app.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, NonNullable<typeof item.get>>).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );

it('is OpenAPI 3.1', () => expect(document.openapi).toBe('3.1.0'));

it('has the live routes, no more and no less', () => {
  const live = gateway.app
    .get(Routes)
    .all()
    .filter((route) => !route.startsWith('HEAD'));
  const documented = operations().map(({ route }) => route.replaceAll(/\{(\w+)\}/g, ':$1'));
  expect(documented.toSorted()).toEqual(live.toSorted());
});

it('names every operation, once', () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { operation } of operations()) expect(operation).toMatchObject({ summary: expect.any(String) });
});

it('gives a route in a later version an id with the version, so that the ids of version 1 never change', () => {
  const idOf = (path: string) => document.paths[path]!.get!.operationId;
  expect(idOf('/v1/orders/{id}/messages')).toBe('orderMessagesList');
  expect(idOf('/v2/orders/{id}/messages')).toBe('orderMessagesListV2');
  expect(document.paths['/v2/orders/{id}/messages']!.get).toMatchObject({
    tags: ['orders'],
    summary: expect.any(String),
  });
});

it('has everything that it refers to', () => {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  const names = new Set([...references].map(([, name]) => name));
  expect([...names].filter((name) => !document.components?.schemas?.[name!])).toEqual([]);
});

it('describes every error of a route as a problem', () => {
  for (const { operation } of operations()) {
    const errors = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
    expect(errors.length).toBeGreaterThan(0);
    for (const [, response] of errors)
      expect(response).toMatchObject({
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      });
  }
});

it('a part of the path that is too long is an error of the routes that have a parameter there', () => {
  expect(document.paths['/v1/products/{id}']!.get!.responses).toHaveProperty('414');
  expect(document.paths['/v1/products']!.get!.responses).not.toHaveProperty('414');
});

describe('placing an order', () => {
  const place = () => document.paths['/v1/orders']!.post!;

  it('needs a token and an Idempotency-Key, and may wait', () => {
    expect(place().security).toEqual([{ accessToken: [] }]);
    expect(document.components?.securitySchemes).toHaveProperty('accessToken');
    expect(place().parameters).toMatchObject([
      { name: 'Idempotency-Key', in: 'header', required: true },
      { name: 'Prefer', in: 'header', required: false },
    ]);
  });

  it('takes only known fields', () => {
    expect(place().requestBody).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/NewOrder' } } },
    });
    expect(document.components?.schemas?.NewOrder).toMatchObject({ additionalProperties: false });
  });

  it('tells the codes of its contract', () => {
    expect(place().responses['400']).toMatchObject({ description: expect.stringContaining('orders.unknown-product') });
    expect(Object.keys(place().responses)).toEqual(expect.arrayContaining(['200', '202', '401', '409', '422', '503']));
  });
});

it('what is open says so', () => {
  expect(document.paths['/v1/products']!.get!.security).toEqual([]);
  expect(document.paths['/v1/products']!.get!.parameters).toMatchObject([
    { name: 'limit' },
    { name: 'cursor' },
    { name: 'If-None-Match' },
  ]);
});
