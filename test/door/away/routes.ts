import { randomUUID } from 'node:crypto';
import { emailOf, orderOf, PASSWORD, type Product } from '#test/api';
import { CONTEXTS } from '#test/owners';

/** What the routes are asked about: all of it was made while every context served. */
export interface Given {
  readonly product: Product;
  /** An order of the customer, which is final. */
  readonly orderId: string;
  readonly email: string;
  /** For the routes of one context's dead letters. */
  readonly context: string;
}

export interface Route {
  /** @defaultValue nobody */
  readonly as?: 'customer' | 'operator';
  readonly body?: (given: Given) => object;
  readonly headers?: Readonly<Record<string, string>>;
  /** What its query must have. */
  readonly query?: string;
  /** What it answers when every context serves: a status, the code of a problem, and what a part of the answer is missing. */
  readonly well: string;
  /** The same while this context is away; for one that is not named, as `well`. */
  readonly away?: Readonly<Record<string, string>>;
}

/** It cannot be reached, or has not answered in time. */
const GONE = '503 context.unavailable';
/** New orders are refused early, while it cannot be said that they will be finished. */
const REFUSED = '503 context.overloaded';

const needs = (context: string) => ({ [context]: GONE });
const does = (status: number, part: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(part).map(([context, name]) => [context, `${status} without ${name}`]));
const eachWithoutIt = does(200, Object.fromEntries(CONTEXTS.map((name) => [name, name])));
const ofTheOneAway = Object.fromEntries(CONTEXTS.map((name) => [name, GONE]));

const reason = () => ({ reason: 'a test' });
const placing: Route = {
  as: 'customer',
  body: ({ product }) => orderOf(product, 1),
  well: '202',
  away: { ...needs('orders'), inventory: REFUSED, payments: REFUSED },
};
const history: Route = { as: 'customer', well: '200', away: needs('orders') };
const cancelling: Route = {
  as: 'customer',
  body: () => ({}),
  well: '404 orders.not-found',
  away: needs('orders'),
};
const wish = () => ({ amount: { amount: 1, currency: 'EUR' } });
const previewing: Route = { ...cancelling, as: 'operator', body: wish };
const refunding: Route = { ...previewing, body: () => ({ ...wish(), reason: 'goodwill' }) };
const settling: Route = { as: 'operator', body: reason, well: '404 ops.no-dead-letter', away: ofTheOneAway };
const events: Route = { as: 'customer', well: '200', away: needs('orders') };
const messages: Route = { as: 'customer', well: '200', away: needs('notifications') };

/** Every route of the OpenAPI document, and what it answers while one context is away. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'POST /v1/users': {
    body: () => ({ email: emailOf('eve'), password: PASSWORD, name: 'Eve' }),
    well: '201',
    away: needs('users'),
  },
  'GET /v1/users/me': { as: 'customer', well: '200', away: needs('users') },
  'POST /v1/sessions': { body: ({ email }) => ({ email, password: PASSWORD }), well: '201', away: needs('users') },
  'GET /v1/products': { well: '200', away: { inventory: '200 stale' } },
  'GET /v1/products/{id}': { well: '200', away: needs('inventory') },
  'POST /v1/products': {
    as: 'operator',
    body: () => ({ sku: `SKU-${randomUUID()}`, name: 'Mug', price: { amount: 1_250, currency: 'EUR' } }),
    well: '201',
    away: needs('inventory'),
  },
  'PATCH /v1/products/{id}': {
    as: 'operator',
    body: () => ({ name: 'Cup' }),
    headers: { 'if-match': '"none"' },
    well: '412 inventory.stale-product',
    away: needs('inventory'),
  },
  'GET /v1/products/{id}/prices': { as: 'operator', well: '200', away: needs('inventory') },
  'GET /v1/products/{id}/ledger': { as: 'operator', well: '200', away: needs('inventory') },
  'POST /v1/products/{id}/stock': {
    as: 'operator',
    body: () => ({ delta: 1, reason: 'delivery' }),
    well: '200',
    away: needs('inventory'),
  },
  'POST /v1/orders/{id}/cancellation': cancelling,
  'POST /v2/orders/{id}/cancellation': cancelling,
  'POST /v1/orders/{id}/refunds': refunding,
  'POST /v2/orders/{id}/refunds': refunding,
  'POST /v1/orders/{id}/refunds/preview': previewing,
  'POST /v2/orders/{id}/refunds/preview': previewing,
  'GET /v1/orders/{id}/history': history,
  'GET /v2/orders/{id}/history': history,
  'POST /v2/orders': placing,
  'GET /v2/orders': {
    as: 'customer',
    well: '200',
    away: { ...needs('orders'), ...does(200, { inventory: 'names', payments: 'payment' }) },
  },
  'GET /v2/orders/{id}': {
    as: 'customer',
    well: '200',
    away: {
      ...needs('orders'),
      ...does(200, { users: 'customer', inventory: 'names', payments: 'payment', notifications: 'messages' }),
    },
  },
  'GET /v2/orders/{id}/events': events,
  'GET /v2/orders/{id}/messages': messages,
  'POST /v1/orders': placing,
  'GET /v1/orders': { as: 'customer', well: '200', away: needs('orders') },
  'GET /v1/orders/search': { as: 'operator', well: '200', away: needs('orders') },
  'GET /v1/orders/totals': {
    as: 'operator',
    query: '?from=2026-11-01&to=2026-11-30',
    well: '200',
    away: needs('orders'),
  },
  'GET /v1/orders/{id}': { as: 'customer', well: '200', away: needs('orders') },
  'GET /v1/orders/{id}/events': events,
  'GET /v1/orders/{id}/messages': messages,
  'GET /v1/ops/lag': { as: 'operator', well: '200', away: eachWithoutIt },
  'GET /v1/ops/breakers': { as: 'operator', well: '200' },
  'GET /v1/ops/orders/{id}/story': { as: 'operator', well: '200', away: eachWithoutIt },
  'GET /v1/ops/dead-letters': { as: 'operator', well: '200', away: eachWithoutIt },
  'GET /v1/ops/dead-letters/{context}': { as: 'operator', well: '200', away: ofTheOneAway },
  'GET /v1/ops/dead-letters/{context}/{id}': {
    as: 'operator',
    well: '404 ops.no-dead-letter',
    away: ofTheOneAway,
  },
  'POST /v1/ops/dead-letters/{context}/{id}/redrive': settling,
  'POST /v1/ops/dead-letters/{context}/{id}/discard': settling,
  'POST /v1/ops/dead-letters/{context}/groups/{group}/redrive': { ...settling, well: '200' },
  'POST /v1/ops/dead-letters/{context}/groups/{group}/discard': { ...settling, well: '200' },
  'GET /v1/ops/sagas': { as: 'operator', well: '200', away: needs('orders') },
  'GET /v1/ops/sagas/{id}': { as: 'operator', well: '200', away: needs('orders') },
  'POST /v1/ops/sagas/{id}/steps/{step}/{help}': {
    as: 'operator',
    body: reason,
    well: '409 orders.no-help-needed',
    away: needs('orders'),
  },
  'POST /v1/webhooks/payments': {
    body: () => ({ id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object: {} } }),
    well: '404 payments.no-webhooks',
    away: needs('payments'),
  },
  'GET /v1/ops/reconciliation': {
    as: 'operator',
    well: '200',
    away: does(200, { payments: 'payments', orders: 'orders' }),
  },
  'POST /v1/ops/reconciliation/{comparer}/{id}/repair': {
    as: 'operator',
    body: reason,
    well: '404 orders.no-such-difference',
    away: needs('orders'),
  },
  'GET /v1/ops/projections': { as: 'operator', well: '200', away: needs('orders') },
  'POST /v1/ops/projections/{projection}/rebuild': {
    as: 'operator',
    body: () => ({ store: 'paper' }),
    well: '404 orders.no-such-store',
    away: needs('orders'),
  },
  'POST /v1/ops/projections/{projection}/swap': {
    as: 'operator',
    body: () => ({}),
    well: '404 orders.no-such-copy',
    away: needs('orders'),
  },
  'POST /v1/ops/projections/{projection}/drop': {
    as: 'operator',
    body: () => ({ store: 'postgres', copy: 1_000 }),
    well: '404 orders.no-such-copy',
    away: needs('orders'),
  },
  'GET /v1/ops/projections/{projection}/comparison': { as: 'operator', well: '200', away: needs('orders') },
  'GET /': { well: '200' },
  'GET /docs': { well: '200' },
  'GET /docs/{file}': { well: '200' },
  'GET /openapi.json': { well: '200' },
  'GET /asyncapi.json': { well: '200' },
  'GET /health': { well: '200' },
  'GET /livez': { well: '200' },
  'GET /readyz': { well: '200' },
};

/** What a route answers while this context is away; undefined: nobody is. */
export const declared = ({ well, away }: Route, context?: string): string => (context && away?.[context]) ?? well;
