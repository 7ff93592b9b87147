import type { Subjects } from './documents.js';
import type { Ask, Projection } from './projection.js';

/** What has changed since a position, and the position after it. */
export interface Changes {
  /** Of documents. */
  readonly ids: readonly string[];
  readonly subjects: readonly Subjects[];
  /** Everything that a transaction before this one has written is in `ids` and `subjects`, or was before. */
  readonly next: string;
  /** There is more below the horizon. */
  readonly isFull: boolean;
  /** The database knows no transaction as late as the position: it was restored into another server. */
  readonly isForeign: boolean;
}

/** Rows that one page has at least when more are there. A page never ends inside of a transaction. */
const MOST = 4_000;

/**
 * Transactions commit in another order than they begin, so the newest rows are not safe to read: an older transaction may still add
 * some. Below the oldest one that runs, nothing is added any more.
 */
const HORIZON = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, pg_snapshot_xmax(pg_current_snapshot())::text AS latest`;

const pageOf = (table: string, columns: string) => `
  SELECT ${columns}, tx FROM ${table} WHERE tx >= $1::xid8 AND tx < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY tx FETCH FIRST ${MOST} ROWS WITH TIES`;
const summary = `count(*)::int AS rows, max(tx::text::bigint)::text AS last`;
const EVENTS = `
  SELECT ${summary}, array_to_string(array_agg(DISTINCT right(stream, 36)) FILTER (WHERE left(stream, -37) = ANY($2::text[])), ',') AS ids
  FROM (${pageOf('event', 'stream')}) AS page`;
const names = (table: string, key: string) => `
  SELECT ${summary}, array_to_string(array_agg(DISTINCT ${key}), ',') AS ids FROM (${pageOf(table, key)}) AS page`;

interface Page {
  readonly rows: number;
  readonly last: string | null;
  readonly ids: string | null;
}

/** Reads what was written since `position`: a page of each source, and as far as all of them are read. */
export async function changesSince(
  ask: Ask,
  { streams, names: sources }: Pick<Projection<never>, 'streams' | 'names'>,
  position: string,
): Promise<Changes> {
  const [{ horizon, latest } = never()] = await ask<{ horizon: string; latest: string }>(HORIZON, []);
  const [events = never()] = await ask<Page>(EVENTS, [position, `{${streams.join(',')}}`]);
  const named: Page[] = [];
  for (const { table, key } of sources) named.push((await ask<Page>(names(table, key), [position]))[0] ?? never());
  const full = [events, ...named].filter(({ rows }) => rows >= MOST);
  const ends = full.map(({ last }) => BigInt(last!) + 1n);
  return {
    ids: idsIn(events),
    subjects: named.map((page, n) => ({ table: sources[n]!.table, ids: idsIn(page) })),
    next: [BigInt(horizon), ...ends].reduce((least, end) => (end < least ? end : least)).toString(),
    isFull: full.length > 0,
    isForeign: BigInt(position) > BigInt(latest),
  };
}

const idsIn = ({ ids }: Page): readonly string[] => (ids ? ids.split(',') : []);

function never(): never {
  throw new Error('a question without a FROM has one row');
}
