import type { Audience, BenchResult } from '../bench-result.js';
import type { Options } from '../options.js';
import { machine } from '../report/machine.js';
import { postgresVersion } from '../verify/server.js';
import { askAll, askStreams } from './asking.js';
import { castIn, type Cast } from './cast.js';
import { filling } from './filling.js';
import { makeYear } from './make-year.js';
import { searchReport, type StoreFigures } from './search-report.js';
import { SearchStage } from './search-stage.js';
import { Staff } from './staff.js';

type Say = Audience['say'];

/** A year of orders: how fast the read side is filled from the streams while it serves, and how fast it is searched. */
export async function benchSearch(options: Options, { stopping, say }: Audience): Promise<BenchResult> {
  const { signal } = stopping;
  const { orders, mongo } = options;
  const stage = new SearchStage((error) => stopping.abort(error));
  try {
    say(`starting PostgreSQL${mongo ? ', MongoDB' : ''} and Cleave on a clean data folder`);
    await stage.set(mongo);
    say(`making ${orders.toLocaleString('en')} orders`);
    await makeYear(stage.ordersUrl, orders, signal, say);
    const cast = await castIn(stage.orders);
    const postgres = await inPostgres(stage, cast, signal, say);
    const stores = mongo ? [postgres, await inMongo(stage, cast, signal, say)] : [postgres];
    const { rows } = await stage.orders.query<{ bytes: number }>(sizeOf('event'));
    const figures = {
      date: new Date().toISOString().slice(0, 10),
      machine: { ...machine(), postgres: await postgresVersion(stage.adminUrl) },
      orders,
      eventBytes: rows[0]!.bytes,
      stores,
    };
    if (stage.cleave.complaints) say(`Cleave logged:\n${stage.cleave.complaints.slice(-5_000)}`);
    const isRight = stores.every(
      ({ differences, filling: { documents } }) => !differences.length && documents === orders,
    );
    return { text: searchReport(figures), figures, isRight };
  } finally {
    await stage.clear();
  }
}

/** Rebuilt beside the copy that is live, and swapped, as an operator does it. */
async function inPostgres(stage: SearchStage, cast: Cast, signal: AbortSignal, say: Say): Promise<StoreFigures> {
  const { orders: client, cleave, operator } = stage;
  const staff = await Staff.signIn(cleave.port, operator);
  const store = 'postgres';
  try {
    const { copy } = await staff.post<{ copy: number }>('/v1/ops/projections/orders/rebuild', { store });
    say(`filling copy ${copy}`);
    const filled = await filling(client, { store, copy, pid: cleave.pid }, signal, say);
    await staff.post('/v1/ops/projections/orders/swap', { store });
    await client.query(`VACUUM ANALYZE order_document_${copy}`);
    const table = `order_document_${copy}`;
    const { rows } = await client.query<{ bytes: number; indexes: number }>(
      `SELECT pg_total_relation_size('${table}')::float8 AS bytes, pg_indexes_size('${table}')::float8 AS indexes`,
    );
    const { bytes, indexes } = rows[0]!;
    say('asking PostgreSQL');
    const searches = await askAll(staff, cast, signal);
    say('asking the streams');
    const compared = await askStreams(staff, client, cast, signal);
    return { store: 'PostgreSQL', filling: filled, size: { data: bytes - indexes, indexes }, searches, ...compared };
  } finally {
    staff.end();
  }
}

/** Where a new store is configured, its first copy is filled without being told to. */
async function inMongo(stage: SearchStage, cast: Cast, signal: AbortSignal, say: Say): Promise<StoreFigures> {
  await stage.moveToMongo();
  const { orders: client, cleave, operator } = stage;
  say('filling copy 1 in MongoDB');
  const filled = await filling(client, { store: 'mongodb', copy: 1, pid: cleave.pid }, signal, say);
  const staff = await Staff.signIn(cleave.port, operator);
  try {
    say('asking MongoDB');
    const searches = await askAll(staff, cast, signal);
    const { differences } = await askStreams(staff, client, cast, signal, 1);
    const size = await stage.mongo!.sizeOf('orders_1');
    return { store: stage.mongo!.name, filling: filled, size, searches, differences };
  } finally {
    staff.end();
  }
}

const sizeOf = (table: string): string => `SELECT pg_total_relation_size('${table}')::float8 AS bytes`;
