import pg from 'pg';
import { arrayLiteral, SafeClient } from '#libs/database';
import type { Money } from '#shared/kernel';
import { coalesced } from './coalesced.js';
import { BOOK, CREATE, READ } from './ledger.sql.js';

/** One line of the provider's books. Written before anybody is answered, never changed. */
export interface Entry {
  readonly kind: 'charge' | 'refund';
  /** The caller's idempotency key: one entry per kind and key. */
  readonly key: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly method: string;
  readonly outcome: 'captured' | 'declined' | 'refunded';
}
export interface Booked extends Entry {
  /** How long ago by the database's clock. */
  readonly ageMs: number;
}
type Place = Pick<Entry, 'kind' | 'key'>;

const LANES = 2;
/** Statements are planned while the table is empty, and such plans would scan it for ever. */
const PLANS = ['enable_seqscan=off', 'enable_hashjoin=off', 'enable_mergejoin=off', 'jit=off'].map(
  (setting) => `-c ${setting}`,
);

/** The provider's books, in a database of the provider's own. */
export class Ledger {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({
      connectionString: url,
      Client: SafeClient,
      max: LANES,
      application_name: 'payment-provider',
      connectionTimeoutMillis: 2_000,
      statement_timeout: 2_500,
      query_timeout: 3_000,
      idleTimeoutMillis: 0,
      keepAlive: true,
      options: PLANS.join(' '),
    });
    this.pool.on('error', () => undefined); // an idle connection that is ended leaves the pool; that is all
  }

  async open(): Promise<void> {
    await this.pool.query(CREATE);
  }

  /** Books an entry, once: what stands in the books after this, which may be an earlier entry under the same key. */
  async book(entry: Entry): Promise<Booked> {
    if (await this.insert(entry)) return { ...entry, ageMs: 0 };
    return (
      (await this.find(entry)) ?? Promise.reject(new Error(`${entry.kind} ${entry.key} is neither new nor booked`))
    );
  }

  readonly find = coalesced<Place, Booked | undefined>(LANES, async (places) => {
    const values = [places.map(({ kind }) => kind), places.map(({ key }) => key)].map(arrayLiteral);
    const { rows } = await this.pool.query<Booked>({ ...READ, values });
    const booked = new Map(rows.map((row) => [nameOf(row), row]));
    return places.map((place) => booked.get(nameOf(place)));
  });

  async close(): Promise<void> {
    await this.pool.end();
  }

  /** True for the entries that are new. */
  private readonly insert = coalesced<Entry, boolean>(LANES, async (entries) => {
    const { rows } = await this.pool.query<Place>({ ...BOOK, values: columnsOf(entries).map(arrayLiteral) });
    const fresh = new Set(rows.map(nameOf));
    return entries.map((entry) => fresh.has(nameOf(entry)));
  });
}

const nameOf = ({ kind, key }: Place): string => `${kind} ${key}`;

const columnsOf = (entries: readonly Entry[]): (string | number)[][] => [
  entries.map(({ kind }) => kind),
  entries.map(({ key }) => key),
  entries.map(({ orderId }) => orderId),
  entries.map(({ amount }) => amount.amount),
  entries.map(({ amount }) => amount.currency),
  entries.map(({ method }) => method),
  entries.map(({ outcome }) => outcome),
];
