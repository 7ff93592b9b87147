import { randomUUID } from 'node:crypto';
import type { Answer, Api } from '#test/api';
import { ROUTES, type Given, type Route } from './routes.js';

/** The clients, by who they are. */
export type Clients = Readonly<Record<NonNullable<Route['as']> | 'nobody', Api>>;

interface Body {
  readonly code?: string;
  /** A number where documents are compared. */
  readonly missing?: readonly string[] | number;
  readonly stale?: true;
  readonly degraded?: readonly { readonly part: string }[];
}

/** Asks every route once, all at the same time, and says what each answers. */
export async function walk(clients: Clients, given: Given): Promise<Readonly<Record<string, string>>> {
  const all = Object.entries(ROUTES).map(async ([name, route]) => [name, await ask(name, route, clients, given)]);
  return Object.fromEntries(await Promise.all(all)) as Record<string, string>;
}

/** Asks one route, and says what it answers as the table does. */
async function ask(name: string, { as, body, headers, query = '' }: Route, clients: Clients, given: Given) {
  const [method, path] = name.split(' ') as [string, string];
  const json = body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await clients[as ?? 'nobody'].send<Body>(pathOf(path, given) + query, {
    method,
    headers: { accept: 'text/html, */*', ...json, ...headers },
    ...(body && { body: JSON.stringify(body(given)) }),
  });
  return told(answer);
}

function pathOf(path: string, { product, orderId, context }: Given): string {
  const isChange = /(cancellation|refunds|preview)$/.test(path); // the others still need the order as it is
  const ofOrder = !isChange && /\/(orders|sagas)\//.test(path);
  const id = path.includes('/products/') ? product.id : ofOrder ? orderId : randomUUID();
  return path
    .replace('{id}', id)
    .replace('{context}', context)
    .replace('{comparer}', 'orders')
    .replace('{group}', '0123456789ab')
    .replace('{projection}', 'orders')
    .replace('{step}', 'payment')
    .replace('{help}', 'retry')
    .replace('{file}', 'cleave.css');
}

function told({ status, headers, body: { code, stale, missing = [], degraded = [] } }: Answer<Body>): string {
  if (status >= 400) {
    const isHonest = status !== 503 || Number(headers.get('retry-after')) >= 1;
    // One that accepts connections and does not answer is noticed by the deadline, and refused by the breaker later.
    const why = code === 'request.deadline' ? 'context.unavailable' : code;
    return `${status} ${why}${isHonest ? '' : ' and no Retry-After'}`;
  }
  if (stale) return `${status} stale`;
  const absent = typeof missing === 'number' ? [] : missing;
  const without = [...absent, ...degraded.map(({ part }) => part)];
  return without.length ? `${status} without ${without.join(', ')}` : String(status);
}
