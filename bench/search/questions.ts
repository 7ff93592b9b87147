import type { Cast } from './cast.js';
import { KINDS } from './year-sql.js';

/** What somebody asks: the fields of the query of `GET /v1/orders/search`. */
export type Asked = Readonly<Record<string, string>>;

/** A typical search. */
export interface Question {
  readonly what: string;
  ask(cast: Cast): Asked;
}

const DAY_MS = 86_400_000;
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)]!;
const between = (from: number, to: number): number => Math.floor(from + Math.random() * (to - from));

const customer = ({ customers }: Cast): Asked => ({ userId: oneOf(customers).id });
const product = ({ products }: Cast): Asked => ({ productId: oneOf(products).id });

/** So many days, any of the year. */
function days({ first, last }: Cast, count: number): Asked {
  const from = between(first, last - count * DAY_MS);
  return { placedFrom: new Date(from).toISOString(), placedTo: new Date(from + count * DAY_MS).toISOString() };
}

function amount(): Asked {
  const from = between(1_000, 20_000);
  return { amountFrom: String(from), amountTo: String(from + 500), currency: 'EUR' };
}

export const QUESTIONS: readonly Question[] = [
  { what: 'status', ask: () => ({ status: oneOf(['confirmed', 'cancelled']) }) },
  { what: 'customer', ask: customer },
  { what: 'product', ask: product },
  { what: 'a day', ask: (cast) => days(cast, 1) },
  { what: 'amount', ask: amount },
  { what: 'reason', ask: () => ({ reason: oneOf(['payment-declined', 'out-of-stock', 'timeout']) }) },
  { what: 'text, one word', ask: () => ({ text: oneOf(KINDS).toLowerCase() }) },
  {
    what: 'text, two words, and status',
    ask: ({ customers }) => ({ text: oneOf(customers).name, status: 'confirmed' }),
  },
  { what: 'customer, status, 90 days', ask: (cast) => ({ ...customer(cast), ...days(cast, 90), status: 'confirmed' }) },
  { what: 'product, the oldest first', ask: (cast) => ({ ...product(cast), order: 'oldest' }) },
];

/** Days as `GET /v1/orders/totals` takes them: both belong to the period. */
export function month(cast: Cast): { readonly from: string; readonly to: string } {
  const { placedFrom, placedTo } = days(cast, 30);
  return { from: placedFrom!.slice(0, 10), to: placedTo!.slice(0, 10) };
}
