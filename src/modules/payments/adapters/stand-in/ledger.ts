import pg from 'pg';
import { SafeClient, type BoundStatement } from '#libs/database';
import type { Booked, Entry, Place } from './entry.js';
import { coalesced } from './coalesced.js';
import { BOOK, CREATE, READ } from './ledger.sql.js';

const LANES = 2;
/** Prepared statements are planned once, while the table is empty; that plan would stay a sequential scan. */
const PLANS = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
].map((setting) => `-c ${setting}`);

/** The provider's ledger, in a database of its own. */
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

  /** Adds an entry, once per key; returns the stored entry, which may be an earlier one under the same key. */
  async book(entry: Entry): Promise<Booked> {
    if (await this.insert(entry)) return { ...entry, ageMs: 0 };
    return (
      (await this.find(entry)) ?? Promise.reject(new Error(`${entry.kind} ${entry.key} is neither new nor booked`))
    );
  }

  readonly find = coalesced<Place, Booked | undefined>(LANES, async (places) => {
    const booked = new Map((await this.ask<Booked>(READ.bind(places))).map((row) => [nameOf(row), row]));
    return places.map((place) => booked.get(nameOf(place)));
  });

  async close(): Promise<void> {
    await this.pool.end();
  }

  /** For each entry, whether it is new. */
  private readonly insert = coalesced<Entry, boolean>(LANES, async (entries) => {
    const fresh = new Set((await this.ask<Place>(BOOK.bind(entries))).map(nameOf));
    return entries.map((entry) => fresh.has(nameOf(entry)));
  });

  private async ask<R extends object>({ statement, values }: BoundStatement): Promise<R[]> {
    return (await this.pool.query<R>({ ...statement, values: [...values] })).rows;
  }
}

const nameOf = ({ kind, key }: Place): string => `${kind} ${key}`;
