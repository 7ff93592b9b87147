import type pg from 'pg';
import { percentilesOf } from '../load/percentiles.js';
import type { Cast } from './cast.js';
import { type Asked, month, QUESTIONS } from './questions.js';
import type { Staff } from './staff.js';
import { PAGE, searchOfStreams, totalsOfStreams } from './streams-sql.js';

/** How often each question is asked, always with other values; the first ones are not counted. */
const TIMES = 200;
const WARM_UP = 20;
/** The streams are slow to ask. */
const TIMES_OF_STREAMS = 3;
const LONGEST_S = 120;

/** In milliseconds. */
export interface Asking {
  readonly what: string;
  readonly p50: number;
  readonly p99: number;
}

/** A question in both of its forms: over HTTP, and as SQL of the streams. */
interface Errand {
  readonly what: string;
  /** Values for one time. */
  pick(): Asked;
  search(staff: Staff, values: Asked): Promise<unknown>;
  streams(values: Asked): string;
  /** The part of the rows of the streams that the answer must be equal to. */
  expected(rows: readonly object[]): unknown;
}

const errandsOf = (cast: Cast): readonly Errand[] => [
  ...QUESTIONS.map(({ what, ask }): Errand => ({
    what,
    pick: () => ask(cast),
    search: async (staff, values) => {
      const query = { ...values, limit: String(PAGE) };
      const { data } = await staff.get<{ data: { id: string }[] }>('/v1/orders/search', query);
      return data.map(({ id }) => id);
    },
    streams: searchOfStreams,
    expected: (rows) => rows.map((row) => (row as { id: string }).id),
  })),
  {
    what: 'totals of 31 days',
    pick: () => month(cast),
    search: async (staff, values) => {
      const { data } = await staff.get<{ data: Total[] }>('/v1/orders/totals', values);
      return data.map(({ day, status, currency, orders, amount }) => ({ day, status, currency, orders, amount }));
    },
    streams: ({ from, to }) => totalsOfStreams(from!, to!),
    expected: (rows) => rows,
  },
];

interface Total {
  readonly day: string;
  readonly status: string;
  readonly currency: string;
  readonly orders: number;
  readonly amount: number;
}

/** How long each question takes over HTTP. */
export async function askAll(staff: Staff, cast: Cast, signal: AbortSignal): Promise<Asking[]> {
  const askings: Asking[] = [];
  for (const { what, pick, search } of errandsOf(cast)) {
    const times: number[] = [];
    for (let n = -WARM_UP; n < TIMES; n++) {
      signal.throwIfAborted();
      const values = pick();
      const begun = performance.now();
      await search(staff, values);
      if (n >= 0) times.push(performance.now() - begun);
    }
    const { p50, p99 } = percentilesOf(times);
    askings.push({ what, p50, p99 });
  }
  return askings;
}

/** What was asked of the streams, and where the answers of the read model are others. */
export interface Compared {
  readonly streams: readonly Asking[];
  readonly differences: readonly string[];
}

export async function askStreams(
  staff: Staff,
  client: pg.Client,
  cast: Cast,
  signal: AbortSignal,
  howOften = TIMES_OF_STREAMS,
): Promise<Compared> {
  const streams: Asking[] = [];
  const differences: string[] = [];
  await client.query(`SET statement_timeout = '${LONGEST_S}s'`);
  for (const { what, pick, search, streams: sqlOf, expected } of errandsOf(cast)) {
    const times: number[] = [];
    for (let n = 0; n < howOften; n++) {
      signal.throwIfAborted();
      const values = pick();
      const begun = performance.now();
      const { rows } = await client.query<object>(sqlOf(values));
      times.push(performance.now() - begun);
      const found = JSON.stringify(await search(staff, values));
      const wanted = JSON.stringify(expected(rows));
      if (found !== wanted)
        differences.push(`${what} ${JSON.stringify(values)}: ${found}, and by the streams ${wanted}`);
    }
    const { p50, p99 } = percentilesOf(times);
    streams.push({ what, p50, p99 });
  }
  return { streams, differences };
}
