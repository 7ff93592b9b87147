import { jest } from '@jest/globals';
import fc from 'fast-check';
import { anyText } from '#libs/testing/inputs';
import * as well from './testing/answers.js';
import { gatewayApplication } from './testing/gateway-application.js';

/** Runs of each property; more runs find more. */
const ROUNDS = Number(process.env.CLEAVE_FUZZ_ROUNDS ?? 300);
const POSTS = [
  '/v1/users',
  '/v1/sessions',
  '/v1/products',
  `/v1/products/${well.mugId}/stock`,
  '/v1/orders',
  `/v2/orders/${well.orderId}/cancellation`,
  `/v2/orders/${well.orderId}/refunds`,
  `/v2/orders/${well.orderId}/refunds/preview`,
  `/v1/ops/sagas/${well.orderId}/steps/payment/retry`,
  `/v1/ops/dead-letters/orders/${well.letter.id}/redrive`,
  '/v1/ops/projections/orders/drop',
  '/v1/webhooks/payments',
  `/v1/ops/reconciliation/payments/${well.difference.id}/repair`,
];
const GOOD = [
  well.newUser,
  well.credentials,
  well.newProduct,
  well.stockChange,
  well.newOrder,
  { reason: 'no-longer-needed' },
  well.refund,
  well.wish,
  well.reason,
  well.reason,
  well.oneCopy,
  well.providerEvent,
  { ...well.reason, dryRun: true },
];

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let authorization: string;
beforeAll(async () => {
  gateway = await gatewayApplication();
  well.allIsWell(gateway.bus);
  authorization = `Bearer ${await gateway.tokenOf({ ...well.oscar, role: 'admin' })}`;
});
afterAll(() => gateway.app.close());

async function isNoFault(url: string, payload: string, contentType = 'application/json'): Promise<void> {
  const headers = { authorization, 'content-type': contentType, 'idempotency-key': 'k' };
  const reply = await gateway.app.inject({ method: 'POST', url, payload, headers });
  expect(reply.statusCode).toBeLessThan(500);
  expect(reply.body).not.toMatch(/\bat \w+ \(|node_modules/);
}

/** A valid body in which one value was replaced by an arbitrary one. */
const nearlyGood = fc
  .tuple(fc.nat(), fc.nat(), fc.anything({ withNullPrototype: false }))
  .map(([which, where, value]) => {
    const body = structuredClone(GOOD[which % GOOD.length]) as Record<string, unknown>;
    const places = Object.keys(body);
    body[places[where % places.length]!] = value;
    return [
      POSTS[which % POSTS.length]!,
      JSON.stringify(body, (_, part) => (typeof part === 'bigint' ? `${part}` : part)),
    ] as const;
  });

jest.setTimeout(600_000);

describe('no input is our fault', () => {
  it('any text', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...POSTS), anyText(), (url, text) => isNoFault(url, text)),
      { numRuns: ROUNDS },
    ));
  it('any JSON', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...POSTS), fc.json(), (url, json) => isNoFault(url, json)),
      { numRuns: ROUNDS },
    ));
  it('a body with one thing wrong', () =>
    fc.assert(
      fc.asyncProperty(nearlyGood, ([url, body]) => isNoFault(url, body)),
      { numRuns: ROUNDS },
    ));
  it('any path and query', () =>
    fc.assert(
      fc.asyncProperty(fc.webPath(), fc.webQueryParameters(), async (path, query) => {
        for (const url of [
          `${path || '/'}?${query}`,
          `/v1/products?${query}`,
          `/v1/orders${path}`,
          `/v1/ops/dead-letters${path}`,
        ]) {
          const reply = await gateway.app.inject({ url, headers: { authorization } });
          expect(reply.statusCode).toBeLessThan(500);
        }
      }),
      { numRuns: ROUNDS },
    ));
});
