import pg from 'pg';
import { SafeClient, type BoundStatement } from '#libs/database';
import { bornAt, newId } from '#libs/messaging';
import type { ProviderAccount } from '../../ports/provider-account.js';
import type { Booked, Entry, Place } from './entry.js';
import { coalesced } from './coalesced.js';
import { BOOK, CREATE, LIST, OF_ORDERS, READ } from './ledger.sql.js';

const LANES = 2;
const SKEW_MS = 60_000;
const SOON_MS = 900_000;
/** Prepared statements are planned once, while the table is empty; that plan would stay a sequential scan. */
const PLANS = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
].map((setting) => `-c ${setting}`);

type Account = ProviderAccount & Pick<Place, 'key'>;

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

  /** Charges that were booked before then, after this key. */
  async list(after: string, limit: number, before: Date): Promise<readonly Account[]> {
    return (await this.pool.query<Account>(LIST, [after, before, limit])).rows;
  }

  /** Most orders are charged soon after they are placed; only for the others all later charges are looked through. */
  async accountsOf(orderIds: readonly string[]): Promise<readonly Account[]> {
    const births = orderIds.map(bornAt).filter(Number.isFinite);
    const first = births.length ? newId(Math.max(0, Math.min(...births) - SKEW_MS)) : '';
    const last = births.length ? newId(Math.max(...births) + SOON_MS) : '';
    const ask = async (ids: readonly string[], from: string, to: string) =>
      ids.length ? (await this.pool.query<Account>(OF_ORDERS, [ids, from, to])).rows : [];
    const soon = await ask(orderIds, first, last);
    const found = new Set(soon.map(({ orderId }) => orderId));
    const rest = orderIds.filter((id) => !found.has(id));
    return [...soon, ...(await ask(rest, last, '~')), ...(await ask(rest, '', first))];
  }

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
