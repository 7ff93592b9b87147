import type { InjectOptions } from 'fastify';
import type { Identity } from '#libs/messaging/contract';
import { Routes } from './http/routes.js';
import * as well from './testing/answers.js';
import { gatewayApplication } from './testing/gateway-application.js';
import { UNDECLARED } from './testing/recording-bus.js';

type Role = Identity['role'] | 'nobody';
const ROLES: readonly Role[] = ['nobody', 'customer', 'operator', 'admin'];
type Cells = readonly [nobody: number, customer: number, operator: number, admin: number];

const key = { 'idempotency-key': 'the-key-of-this-order' };

/** Every route with a valid request, and the status that each role receives. A route that is missing here fails the spec. */
const MATRIX: readonly [route: string, request: InjectOptions, cells: Cells][] = [
  ['POST /v1/users', { payload: well.newUser }, [201, 201, 201, 201]],
  ['GET /v1/users/me', {}, [401, 200, 200, 200]],
  ['POST /v1/sessions', { payload: well.credentials }, [201, 201, 201, 201]],
  ['GET /v1/products', {}, [200, 200, 200, 200]],
  ['GET /v1/products/:id', {}, [200, 200, 200, 200]],
  ['POST /v1/products', { payload: well.newProduct }, [401, 403, 201, 201]],
  ['PATCH /v1/products/:id', { payload: well.productChange, headers: well.seen }, [401, 403, 200, 200]],
  ['GET /v1/products/:id/prices', {}, [401, 403, 200, 200]],
  ['GET /v1/products/:id/ledger', {}, [401, 403, 200, 200]],
  ['POST /v1/products/:id/stock', { payload: well.stockChange }, [401, 403, 200, 200]],
  ['POST /v1/orders', { payload: well.newOrder, headers: key }, [401, 202, 202, 202]],
  ['GET /v1/orders', {}, [401, 200, 200, 200]],
  ['GET /v1/orders/search', {}, [401, 403, 200, 200]],
  ['GET /v1/orders/totals', { query: well.november }, [401, 403, 200, 200]],
  ['GET /v1/orders/:id', {}, [401, 200, 200, 200]],
  ['POST /v2/orders', { payload: well.newOrder, headers: key }, [401, 202, 202, 202]],
  ['GET /v2/orders', {}, [401, 200, 200, 200]],
  ['GET /v2/orders/:id', {}, [401, 200, 200, 200]],
  ['GET /v1/orders/:id/events', {}, [401, 200, 200, 200]],
  ['GET /v2/orders/:id/events', {}, [401, 200, 200, 200]],
  ['POST /v1/orders/:id/cancellation', { payload: {} }, [401, 202, 202, 202]],
  ['POST /v2/orders/:id/cancellation', { payload: {} }, [401, 202, 202, 202]],
  ...['v1', 'v2'].flatMap((version): (typeof MATRIX)[number][] => [
    [`POST /${version}/orders/:id/refunds`, { payload: well.refund }, [401, 403, 202, 202]],
    [`POST /${version}/orders/:id/refunds/preview`, { payload: well.wish }, [401, 403, 200, 200]],
  ]),
  ['GET /v1/orders/:id/history', {}, [401, 200, 200, 200]],
  ['GET /v2/orders/:id/history', {}, [401, 200, 200, 200]],
  ['GET /v1/orders/:id/messages', {}, [401, 200, 200, 200]],
  ['GET /v2/orders/:id/messages', {}, [401, 200, 200, 200]],
  ['GET /v1/ops/lag', {}, [401, 403, 200, 200]],
  ['GET /v1/ops/breakers', {}, [401, 403, 200, 200]],
  ['GET /v1/ops/dead-letters', {}, [401, 403, 200, 200]],
  ['GET /v1/ops/dead-letters/:context', {}, [401, 403, 200, 200]],
  ['GET /v1/ops/dead-letters/:context/:id', {}, [401, 403, 200, 200]],
  ['POST /v1/ops/dead-letters/:context/:id/redrive', { payload: well.reason }, [401, 403, 200, 200]],
  ['POST /v1/ops/dead-letters/:context/:id/discard', { payload: well.reason }, [401, 403, 200, 200]],
  ['POST /v1/ops/dead-letters/:context/groups/:group/redrive', { payload: well.reason }, [401, 403, 200, 200]],
  ['POST /v1/ops/dead-letters/:context/groups/:group/discard', { payload: well.reason }, [401, 403, 200, 200]],
  ['GET /v1/ops/orders/:id/story', {}, [401, 403, 200, 200]],
  ['GET /v1/ops/sagas', {}, [401, 403, 200, 200]],
  ['GET /v1/ops/sagas/:id', {}, [401, 403, 200, 200]],
  ['POST /v1/ops/sagas/:id/steps/:step/:help', { payload: well.reason }, [401, 403, 200, 200]],
  ['POST /v1/webhooks/payments', { payload: well.providerEvent }, [200, 200, 200, 200]],
  ['GET /v1/ops/reconciliation', {}, [401, 403, 200, 200]],
  ['POST /v1/ops/reconciliation/:comparer/:id/repair', { payload: well.reason }, [401, 403, 200, 200]],
  ['GET /v1/ops/projections', {}, [401, 403, 200, 200]],
  ['POST /v1/ops/projections/:projection/rebuild', { payload: {} }, [401, 403, 200, 200]],
  ['POST /v1/ops/projections/:projection/swap', { payload: {} }, [401, 403, 200, 200]],
  ['POST /v1/ops/projections/:projection/drop', { payload: well.oneCopy }, [401, 403, 200, 200]],
  ['GET /v1/ops/projections/:projection/comparison', {}, [401, 403, 200, 200]],
  ['GET /openapi.json', {}, [200, 200, 200, 200]],
  ['GET /asyncapi.json', {}, [200, 200, 200, 200]],
  ['GET /docs', {}, [200, 200, 200, 200]],
  ['GET /docs/:file', {}, [200, 200, 200, 200]],
  ['GET /', { headers: { accept: 'text/html' } }, [200, 200, 200, 200]],
];

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

async function send(route: string, role: Role, { headers, ...request }: InjectOptions = {}) {
  const [method, pattern] = route.split(' ') as [InjectOptions['method'], string];
  const token = role === 'nobody' ? undefined : await gateway.tokenOf({ userId: well.adaId, role });
  const authorization = token && { authorization: `Bearer ${token}` };
  const url = pattern
    .replace(':id', well.orderId)
    .replace(':context', 'orders')
    .replace(':step', 'payment')
    .replace(':help', 'retry')
    .replace(':comparer', 'orders')
    .replace(':group', well.group)
    .replace(':projection', 'orders')
    .replace(':file', 'cleave.css');
  return gateway.app.inject({ ...request, method, url, headers: { ...headers, ...authorization } });
}

it('the matrix has every route', () => {
  const live = gateway.app.get(Routes).all();
  expect(live.filter((route) => !route.startsWith('HEAD')).toSorted()).toEqual(
    MATRIX.map(([route]) => route).toSorted(),
  );
});

describe.each(MATRIX)('%s', (route, request, cells) => {
  it.each(ROLES.map((role, n) => [role, cells[n]]))(
    'for %s: %d, and in the answer no field that no contract declares',
    async (role, status) => {
      const reply = await send(route, role as Role, request);
      expect(reply.statusCode).toBe(status);
      if (reply.statusCode === 401) expect(reply.headers['www-authenticate']).toBe('Bearer realm="cleave"');
      if (reply.statusCode >= 400) expect(gateway.bus.asked).toEqual([]);
      expect(reply.body).not.toContain(UNDECLARED);
    },
  );
});

describe('a token that is not valid', () => {
  it.each(['Bearer x.y.z', 'Bearer', 'Basic YTpi', 'Bearer a.b', '   '])('%s is not let in', async (authorization) => {
    const reply = await gateway.app.inject({ url: '/v1/orders', headers: { authorization } });
    expect(reply.statusCode).toBe(401);
    expect(reply.json()).toMatchObject({ code: 'auth.token-invalid' });
    expect(reply.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(reply.body).not.toContain('x.y.z');
  });

  it('does not matter where none is needed', async () => {
    const reply = await gateway.app.inject({ url: '/v1/products', headers: { authorization: 'Bearer x.y.z' } });
    expect(reply.statusCode).toBe(200);
    expect(gateway.bus.last?.caller).toBeUndefined();
  });
});

it('a role that may not is told so', async () => {
  const reply = await send('POST /v1/products', 'customer', { payload: well.newProduct });
  expect(reply.json()).toMatchObject({ code: 'auth.not-allowed' });
  expect(reply.headers['www-authenticate']).toContain('error="insufficient_scope"');
});

it.each([
  ['GET', '//v1/orders', 404],
  ['GET', '/v1//orders', 404],
  ['GET', '/v1/orders/', 404],
  ['GET', '/v1/orders;a', 404],
  ['GET', '/v1/orders/..;/', 404],
  ['GET', '/v1/orders%2f', 404],
  ['GET', '/v1/orders%00', 404],
  ['GET', '/V1/Orders', 404],
  ['GET', '/v1/products%2f..%2forders', 404],
  ['GET', '/v1/products/../orders', 401], // as every client and proxy resolves it
  ['GET', '/v1/%6frders', 401],
  ['GET', 'http://elsewhere/v1/orders', 401],
  ['HEAD', '/v1/orders', 401],
  ['GET', '/v1/orders?token=x', 401],
])('the path trick %s %s gets nowhere: %d', async (method, url, status) => {
  const reply = await gateway.app.inject({ method: method as 'GET', url });
  expect(reply.statusCode).toBe(status);
  expect(gateway.bus.asked).toEqual([]);
});

it('what proxies and clients claim about the sender changes nothing', async () => {
  const headers = { 'x-user-id': well.oscarId, 'x-forwarded-for': '10.0.0.1', 'x-role': 'admin' };
  expect((await send('GET /v1/orders', 'nobody', { headers })).statusCode).toBe(401);
  await send('GET /v1/orders', 'customer', { headers });
  expect(gateway.bus.last?.caller).toEqual(well.ada);
});
