import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Cannot } from './cannot.js';
import type { Cancellation, Mail, NewOrder, Order, Placed, Product, Refund } from './api.types.js';

const ATTEMPT_MS = 10_000;
const PATIENCE_MS = 60_000;
const PAUSE_MS = 250;
const PASSWORD = 'correct horse battery staple';

/**
 * A client of the public API. A request without an answer is repeated: every POST carries an Idempotency-Key, so a
 * repeated request places one order only.
 */
export class Api {
  private readonly headers: Record<string, string> = { 'content-type': 'application/json' };

  constructor(
    private readonly url: string,
    private readonly onSilence: () => void,
  ) {}

  /** Registers a new user and logs in; returns the e-mail address. */
  async signUp(): Promise<string> {
    const email = `demo-${randomUUID().slice(0, 8)}@example.com`;
    await this.post('/v1/users', { email, password: PASSWORD, name: 'Dana Demo' });
    await this.signIn({ email, password: PASSWORD });
    return email;
  }

  async signIn(credentials: { readonly email: string; readonly password: string }): Promise<void> {
    const { accessToken } = await this.post<{ accessToken: string }>('/v1/sessions', credentials);
    this.headers['authorization'] = `Bearer ${accessToken}`;
  }

  async products(): Promise<readonly Product[]> {
    return (await this.ask<{ data: Product[] }>('GET', '/v1/products?limit=100')).data;
  }

  product(id: string): Promise<Product> {
    return this.ask('GET', `/v1/products/${id}`);
  }

  place(order: NewOrder): Promise<Placed> {
    return this.post('/v2/orders', order);
  }

  order(id: string): Promise<Order> {
    return this.ask('GET', `/v2/orders/${id}`);
  }

  cancel(id: string, reason: string): Promise<Cancellation> {
    return this.post(`/v2/orders/${id}/cancellation`, { reason });
  }

  /** For staff: so many pieces of the product go back to the shelf, and the customer gets their price. */
  refund(id: string, productId: string, quantity: number): Promise<Refund> {
    const lines = [{ productId, quantity, restock: true }];
    return this.post(`/v2/orders/${id}/refunds`, { lines, reason: 'returned' });
  }

  async mails(orderId: string): Promise<readonly Mail[]> {
    return (await this.ask<{ data: Mail[] }>('GET', `/v2/orders/${orderId}/messages`)).data;
  }

  private post<T>(path: string, body: object): Promise<T> {
    return this.ask('POST', path, body, { 'idempotency-key': randomUUID() });
  }

  private async ask<T>(method: string, path: string, body?: object, more?: Record<string, string>): Promise<T> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.attempt(method, path, body, more);
      if (answer?.ok) return (await answer.json()) as T;
      if (answer && answer.status !== 503) throw new Cannot(`${method} ${path}: ${await reason(answer)}`);
      if (performance.now() > deadline)
        throw new Cannot(`${method} ${path}: no answer within ${PATIENCE_MS / 1_000} s`);
      if (attempt === 1) this.onSilence();
      await pause(PAUSE_MS);
    }
  }

  /** Undefined without an answer. */
  private attempt(method: string, path: string, body?: object, more?: Record<string, string>) {
    const signal = AbortSignal.timeout(ATTEMPT_MS);
    const headers = { ...this.headers, ...more };
    return fetch(this.url + path, { method, headers, body: JSON.stringify(body), signal }).catch(() => undefined);
  }
}

/** The text of a problem document. */
async function reason(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  return [answer.status, problem.code, problem.detail].filter(Boolean).join(' ');
}
