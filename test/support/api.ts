import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { System } from './cleave.js';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}
export interface Money {
  readonly amount: number;
  readonly currency: string;
}
export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly price: Money;
  readonly available: number;
}
export interface Order {
  readonly id: string;
  readonly status: 'pending' | 'confirmed' | 'cancelled';
  readonly total: Money;
  readonly progress?: string;
  readonly reason?: string | null;
}
export interface Mail {
  readonly kind: string;
  readonly status: string;
  readonly to: string | null;
  readonly subject: string;
  readonly body: string;
}
export interface Page<T> {
  readonly data: readonly T[];
  readonly page: { readonly next: string | null; readonly hasMore: boolean };
}
/** The body of every error. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}
export interface NewOrder {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly payment?: { readonly method: string };
}
type Fields = Readonly<Record<string, string>>;

/** A client of the public API, signed in or not. It knows nothing but HTTP. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  get<Body>(path: string, headers: Fields = {}): Promise<Answer<Body>> {
    return this.send(path, { headers });
  }

  post<Body>(path: string, body: unknown, headers: Fields = {}): Promise<Answer<Body>> {
    const type = { 'content-type': 'application/json' };
    return this.send(path, { method: 'POST', body: JSON.stringify(body), headers: { ...type, ...headers } });
  }

  /** Under a new key unless one is given. */
  order<Body = Order>(order: NewOrder, headers: Fields = {}): Promise<Answer<Body>> {
    return this.post('/v1/orders', order, { 'idempotency-key': randomUUID(), ...headers });
  }

  /** The order when it is final, or as it is after some seconds. */
  orderAndWait(order: NewOrder, headers: Fields = {}): Promise<Answer<Order>> {
    return this.order(order, { prefer: 'wait=10', ...headers });
  }

  /** Comes again under the same key, when the answer says so, for as long as there is no room. */
  async orderUntilTaken(order: NewOrder, headers: Fields = {}): Promise<Answer<Order>> {
    const key = { 'idempotency-key': randomUUID() };
    let answer = await this.order(order, { ...key, ...headers });
    while (answer.status === 503) {
      await setTimeout(Number(answer.headers.get('retry-after')) * 1_000);
      answer = await this.order(order, { ...key, ...headers });
    }
    return answer;
  }

  /** Exactly what is given goes over the wire; nothing is added but the token. */
  async send<Body>(path: string, { headers, ...init }: RequestInit): Promise<Answer<Body>> {
    const authorization = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const response = await fetch(this.url + path, { ...init, headers: { ...authorization, ...(headers as Fields) } });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : text) as Body,
    };
  }
}

export const PASSWORD = 'correct horse';
export const emailOf = (name: string): string => `${name}-${randomUUID().slice(0, 8)}@example.org`;

export async function signedIn({ url }: Pick<System, 'url'>, email: string, password = PASSWORD): Promise<Api> {
  const session = await new Api(url).post<{ accessToken: string }>('/v1/sessions', { email, password });
  if (session.status !== 201) throw new Error(`${email} cannot log in: ${session.text}`);
  return new Api(url, session.body.accessToken);
}

/** A new customer, signed in. */
export async function customer(system: Pick<System, 'url'>, email = emailOf('ada')): Promise<Api> {
  const registered = await new Api(system.url).post('/v1/users', { email, password: PASSWORD, name: 'Ada' });
  if (registered.status !== 201) throw new Error(`${email} cannot register: ${registered.text}`);
  return signedIn(system, email);
}

export const operator = (system: System): Promise<Api> =>
  signedIn(system, system.operator.email, system.operator.password);

/** A new product with so much of it on the shelf. */
export async function stocked(
  staff: Api,
  stock: number,
  price: Money = { amount: 1_250, currency: 'EUR' },
): Promise<Product> {
  const added = await staff.post<Product>('/v1/products', { sku: `SKU-${randomUUID()}`, name: 'Mug', price });
  if (added.status !== 201) throw new Error(`no product: ${added.text}`);
  if (stock === 0) return added.body;
  const received = await staff.post(`/v1/products/${added.body.id}/stock`, { delta: stock, reason: 'delivery' });
  if (received.status !== 200) throw new Error(`no stock: ${received.text}`);
  return added.body;
}

export const orderOf = (product: Pick<Product, 'id'>, quantity: number, method = 'pm_card_visa'): NewOrder => ({
  lines: [{ productId: product.id, quantity }],
  payment: { method },
});

export const availableOf = async (api: Api, { id }: Pick<Product, 'id'>): Promise<number> =>
  (await api.get<Product>(`/v1/products/${id}`)).body.available;
