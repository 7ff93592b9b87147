import { Controller, Get } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AccessTokens } from './auth/access-tokens.js';
import * as well from './testing/answers.js';
import { gatewayApplication } from './testing/gateway-application.js';

@Controller('undecorated')
class UndecoratedHttpController {
  @Get()
  show(): string {
    return 'reached';
  }
}

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let document: OpenAPIObject;
let authorization: string;
beforeAll(async () => {
  gateway = await gatewayApplication({}, [UndecoratedHttpController]);
  document = (await gateway.app.inject({ url: '/openapi.json' })).json();
  authorization = `Bearer ${await gateway.tokenOf({ ...well.oscar, role: 'admin' })}`;
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

describe('a route without an access rule', () => {
  it.each([
    ['nobody', undefined, 401],
    ['a customer', 'customer', 403],
    ['an operator', 'operator', 403],
  ] as const)('lets %s not in', async (_, role, status) => {
    const bearer = role && { authorization: `Bearer ${await gateway.tokenOf({ userId: well.adaId, role })}` };
    const reply = await gateway.app.inject({ url: '/undecorated', headers: bearer ?? {} });
    expect(reply.statusCode).toBe(status);
    expect(reply.body).not.toContain('reached');
  });
});

it('a guard that fails lets nobody in', async () => {
  const tokens = gateway.app.get(AccessTokens);
  const { identify } = tokens;
  const failures = [
    () => {
      throw new Error('no key');
    },
    () => Promise.reject(new Error('no key')),
  ];
  try {
    for (const failure of failures) {
      tokens.identify = failure;
      const reply = await gateway.app.inject({ url: '/v1/orders', headers: { authorization } });
      expect(reply.statusCode).toBe(500);
      expect(reply.body).not.toContain('no key');
    }
  } finally {
    tokens.identify = identify;
  }
  expect(gateway.bus.asked).toEqual([]);
});

describe('no route takes a field that its document does not name', () => {
  /** What the provider has signed is not ours to refuse. */
  const SIGNED = '/v1/webhooks/payments';
  const ADDED = { status: 'confirmed', price: 1, userId: well.adaId, role: 'admin', id: well.orderId, isAdmin: true };

  it('of every body that there is', async () => {
    const bodies = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, { requestBody?: unknown }>).flatMap(([method, { requestBody }]) =>
        requestBody && path !== SIGNED ? [{ method, path }] : [],
      ),
    );
    expect(bodies.length).toBeGreaterThan(8);
    for (const { method, path } of bodies) {
      const known = propertiesOf(document.paths[path]![method as 'post']!.requestBody);
      const added = Object.keys(ADDED).filter((name) => !known.includes(name));
      const url = path.replace('{context}', 'orders').replace('{group}', well.group).replace('{id}', well.mugId);
      const headers = { authorization, 'idempotency-key': 'the-key-of-this-attack' };
      const reply = await gateway.app.inject({ method: method as 'POST', url, payload: ADDED, headers });
      const pointers = (reply.json().errors as { pointer: string }[]).map(({ pointer }) => pointer);
      expect({ path, status: reply.statusCode, pointers }).toEqual({
        path,
        status: 400,
        pointers: expect.arrayContaining(added.map((name) => `/${name}`)),
      });
    }
    expect(gateway.bus.asked).toEqual([]);
  });
});

it('no body changes what every object inherits', async () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  const poisoned = ['{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"role":"admin"}}}'];
  for (const payload of [...poisoned, '{"email":{"__proto__":{"role":"admin"}}}', '[{"__proto__":[]}]'])
    await gateway.app.inject({
      method: 'POST',
      url: '/v1/users',
      payload,
      headers: { 'content-type': 'application/json' },
    });
  await gateway.app.inject({ url: '/v1/products?__proto__[role]=admin&constructor.prototype.role=admin' });
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(inherited);
  expect(({} as { role?: string }).role).toBeUndefined();
});

function propertiesOf(body: unknown): readonly string[] {
  const [, name] = /#\/components\/schemas\/(\w+)/.exec(JSON.stringify(body)) ?? [];
  const schema = document.components?.schemas?.[name!] as { properties?: object } | undefined;
  return Object.keys(schema?.properties ?? {});
}
