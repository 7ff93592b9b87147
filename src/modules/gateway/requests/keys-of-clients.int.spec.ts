import type { InjectOptions } from 'fastify';
import { Routes } from '../http/routes.js';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const letters = '/v1/ops/dead-letters/orders';
const projections = '/v1/ops/projections/orders';
const eve = { email: 'eve@example.org', name: 'Eve' };

/** Every route that takes a key, with Ada's request and that of another client, which differs in its caller only. */
const ROUTES: readonly [route: string, url: string, body: object, others?: readonly object[]][] = [
  [
    'POST /v1/users',
    '/v1/users',
    well.newUser,
    [
      { ...well.newUser, ...eve },
      { ...well.newUser, password: 'I claim to be Ada' },
    ],
  ],
  [
    'POST /v1/sessions',
    '/v1/sessions',
    well.credentials,
    [
      { ...well.credentials, email: eve.email },
      { ...well.credentials, password: 'I claim to be Ada' },
    ],
  ],
  ['POST /v1/products', '/v1/products', well.newProduct],
  ['PATCH /v1/products/:id', `/v1/products/${well.mugId}`, well.productChange],
  ['POST /v1/products/:id/stock', `/v1/products/${well.mugId}/stock`, well.stockChange],
  ['POST /v1/orders', '/v1/orders', well.newOrder],
  ['POST /v2/orders', '/v2/orders', well.newOrder],
  ...['v1', 'v2'].map((version): [string, string, object] => [
    `POST /${version}/orders/:id/cancellation`,
    `/${version}/orders/${well.orderId}/cancellation`,
    {},
  ]),
  [
    'POST /v1/ops/reconciliation/:comparer/:id/repair',
    `/v1/ops/reconciliation/payments/${well.difference.id}/repair`,
    well.reason,
  ],
  ...['v1', 'v2'].map((version): [string, string, object] => [
    `POST /${version}/orders/:id/refunds`,
    `/${version}/orders/${well.orderId}/refunds`,
    well.refund,
  ]),
  ['POST /v1/ops/sagas/:id/steps/:step/:help', `/v1/ops/sagas/${well.orderId}/steps/payment/retry`, well.reason],
  [`POST ${letters.replace('orders', ':context')}/:id/redrive`, `${letters}/${well.letter.id}/redrive`, well.reason],
  [`POST ${letters.replace('orders', ':context')}/:id/discard`, `${letters}/${well.letter.id}/discard`, well.reason],
  ['POST /v1/ops/dead-letters/:context/groups/:group/redrive', `${letters}/groups/${well.group}/redrive`, well.reason],
  ['POST /v1/ops/dead-letters/:context/groups/:group/discard', `${letters}/groups/${well.group}/discard`, well.reason],
  ...['rebuild', 'swap'].map((what): [string, string, object] => [
    `POST ${projections.replace('orders', ':projection')}/${what}`,
    `${projections}/${what}`,
    {},
  ]),
  ['POST /v1/ops/projections/:projection/drop', `${projections}/drop`, well.oneCopy],
];

it('every route that takes a key is looked at', () => {
  const live = gateway.app.get(Routes).all();
  // The key of an event is its id, and a preview changes nothing.
  const changing = live.filter((route) => !/^(GET|HEAD) |\/preview$|\/webhooks\//.test(route));
  expect(changing.toSorted()).toEqual(ROUTES.map(([route]) => route).toSorted());
});

describe.each(ROUTES)('%s', (route, url, body, others) => {
  const [method] = route.split(' ');
  const send = async (userId: string, payload: object) => {
    const authorization = `Bearer ${await gateway.tokenOf({ userId, role: 'operator' })}`;
    const headers = { ...well.seen, authorization, 'idempotency-key': 'k' };
    const reply = await gateway.app.inject({ method, url, payload, headers } as InjectOptions);
    expect(reply.statusCode).toBeLessThan(300);
    return gateway.bus.asked.findLast(({ id }) => id)!.id;
  };

  it('knows the repetition of a client', async () => {
    expect(await send(well.adaId, body)).toBe(await send(well.adaId, body));
  });

  it('does not take the key of one client for that of another', async () => {
    const ids = [await send(well.adaId, body)];
    if (others) for (const other of others) ids.push(await send(well.adaId, other));
    else ids.push(await send(well.oscarId, body));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
