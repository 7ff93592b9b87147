import { Api } from './api.js';
import type { Operator } from './cleave.js';

const PRODUCTS = 1_000;
const USERS = 16;
/** The maximum of one stock adjustment, and more than a run sells. */
const STOCK = 1_000_000;
const PARALLEL = 64;

export interface Catalogue {
  readonly productIds: readonly string[];
  /** The access tokens of as many customers. */
  readonly tokens: readonly string[];
}

/** Creates 1,000 products that cannot sell out, and signed-in customers. */
export async function openShop(port: number, operator: Operator): Promise<Catalogue> {
  const api = new Api(port, PARALLEL);
  try {
    const [token] = await signIn(api, [operator]);
    const goods = Array.from({ length: PRODUCTS }, (_, n) => ({
      sku: `BENCH-${n}`,
      name: `Product ${n}`,
      price: { amount: 100 + n, currency: 'EUR' },
    }));
    const products = await api.postAll<{ id: string }>(() => '/v1/products', goods, token);
    const productIds = products.map(({ id }) => id);
    const delivery = { delta: STOCK, reason: 'benchmark' };
    await api.postAll((n) => `/v1/products/${productIds[n]}/stock`, Array(PRODUCTS).fill(delivery), token);
    return { productIds, tokens: await customers(api) };
  } finally {
    api.end();
  }
}

async function customers(api: Api): Promise<string[]> {
  const credentials = Array.from({ length: USERS }, (_, n) => ({
    email: `customer-${n}@cleave.example`,
    password: `the password of customer ${n}`,
  }));
  const users = credentials.map((one, n) => ({ ...one, name: `Customer ${n}` }));
  await api.postAll(() => '/v1/users', users);
  return signIn(api, credentials);
}

async function signIn(api: Api, credentials: readonly Operator[]): Promise<string[]> {
  const sessions = await api.postAll<{ accessToken: string }>(() => '/v1/sessions', credentials);
  return sessions.map(({ accessToken }) => accessToken);
}
