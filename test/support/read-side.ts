import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { orderDocuments } from '../../src/modules/orders/data/order-documents.projection.js';
import type { OrderDocument } from '../../src/modules/orders/domain/order-document.js';
import type { OrderDocuments } from '../../src/modules/orders/ports/order-documents.js';
import type { System } from './cleave.js';
import { waitFor } from './wait-for.js';

const PAGE = 500;
const ORDERS = `SELECT right(stream, 36) AS id FROM event WHERE stream ^@ 'order-' AND version = 1 ORDER BY stream`;
const LIVE = `SELECT copy FROM projection_copy WHERE projection = 'orders' AND store = $1 AND state = 'live'`;
const JSONB = pg.types.builtins.JSONB;
/** As the projector gets them. */
const types = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === JSONB ? String : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Waits until the live copy of a store has every order as the streams say now, and nothing else. */
export const untilAsTheStreamsSay = (system: Pick<System, 'databases'>, store: OrderDocuments): Promise<void> =>
  waitFor(() => difference(system, store));

/** The first one. */
async function difference(
  { databases }: Pick<System, 'databases'>,
  store: OrderDocuments,
): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: databases.orders, types });
  await client.connect();
  try {
    const [live] = (await client.query<{ copy: number }>(LIVE, [store.name])).rows;
    if (!live) return `${store.name} has no live copy`;
    const kept = await allOf(store, live.copy);
    const ids = (await client.query<{ id: string }>(ORDERS)).rows.map(({ id }) => id);
    if (!ids.length) return 'there are no orders';
    const said = await orderDocuments.build(async (sql, values) => (await client.query(sql, [...values])).rows, ids);
    return differenceOf(said, kept);
  } finally {
    await client.end();
  }
}

function differenceOf(said: readonly OrderDocument[], kept: readonly OrderDocument[]): string | undefined {
  const found = new Map(kept.map((one) => [one.id, one]));
  if (found.size < kept.length) return `${kept.length - found.size} orders are there twice`;
  const wrong = said.filter((one) => !isDeepStrictEqual(found.get(one.id), one));
  if (wrong.length) return `${wrong.length} of ${said.length} orders differ, such as ${shown(wrong[0]!, found)}`;
  return found.size > said.length ? `${found.size - said.length} orders are there that nobody placed` : undefined;
}

const shown = (said: OrderDocument, kept: ReadonlyMap<string, OrderDocument>): string =>
  `${JSON.stringify(kept.get(said.id) ?? 'nothing')} instead of ${JSON.stringify(said)}`;

async function allOf(store: OrderDocuments, copy: number): Promise<readonly OrderDocument[]> {
  const all: OrderDocument[] = [];
  for (;;) {
    const page = await store.page(copy, all.at(-1)?.id, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
