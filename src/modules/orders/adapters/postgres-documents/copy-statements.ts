import { arrayLiteral, json, plain, SetStatement, type BoundStatement } from '#libs/database/wire';
import type { Subjects } from '#libs/projections';
import type { OrderDocument } from '../../domain/order-document.js';
import { NAMES } from '../../ports/order-documents.js';
import { tableOf } from './copy-table.js';
import { nearAndFar } from './near-and-far.js';
import { productLexeme, storedJson, storedWords } from './stored-text.js';

/** Up to here documents are counted. Of larger copies PostgreSQL's own statistics say how many they have, within some percent. */
const COUNTED = 10_000;

const COLUMNS = [
  plain<OrderDocument>('id', 'uuid', ({ id }) => id),
  plain<OrderDocument>('version', 'bigint', ({ version }) => version),
  json<OrderDocument>('doc', storedJson),
  json<OrderDocument>('words', storedWords),
];

/** How documents are found that carry names of a table: by its keys, which are the first parameter. */
interface Naming {
  readonly words: string;
  readonly conditions: readonly string[];
  readonly keys: (ids: readonly string[]) => string;
}
const NAMING: Readonly<Record<string, Naming>> = {
  [NAMES.products]: {
    words: '$1::tsquery',
    conditions: [],
    keys: (ids) => ids.map((id) => `'${productLexeme(id)}'`).join(' | '),
  },
  [NAMES.customers]: { words: '', conditions: ['user_id = ANY($1::uuid[])'], keys: arrayLiteral },
};
const BY_ID = { columns: 'id', order: 'id' };

/** The statements of one copy but those that search. Their names contain the copy's, since a prepared statement has one text. */
export class CopyStatements {
  private readonly table: string;
  private readonly set: SetStatement<OrderDocument>;

  constructor(copy: number) {
    const table = (this.table = tableOf(copy));
    this.set = new SetStatement(
      `${table} put`,
      COLUMNS,
      (rows) => `
      INSERT INTO ${table} AS kept (id, version, doc, words)
      SELECT id, version, doc::jsonb, array_to_tsvector(string_to_array(words, ' ')) FROM ${rows}
      ON CONFLICT (id) DO UPDATE SET version = excluded.version, doc = excluded.doc, words = excluded.words
      WHERE kept.version < excluded.version`,
    );
  }

  exists(): BoundStatement {
    return this.bound('exists', `SELECT to_regclass('${this.table}') IS NOT NULL AS it`, []);
  }

  drop(): BoundStatement {
    return this.bound('drop', `DROP TABLE IF EXISTS ${this.table}`, []);
  }

  /** In order of ids: two that put the same documents in different orders would wait for each other. */
  put(documents: readonly OrderDocument[]): BoundStatement {
    return this.set.bind(documents.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  }

  page(after: string | undefined, most: number): BoundStatement {
    const text = `SELECT doc FROM ${this.table} WHERE id > $1::uuid ORDER BY id LIMIT $2::bigint`;
    return after === undefined
      ? this.bound('first page', `SELECT doc FROM ${this.table} ORDER BY id LIMIT $1::bigint`, [most])
      : this.bound('page', text, [after, most]);
  }

  find(ids: readonly string[]): BoundStatement {
    const text = `SELECT doc FROM ${this.table} WHERE id = ANY($1::uuid[])`;
    return this.bound('find', text, [arrayLiteral(ids)]);
  }

  count(): BoundStatement {
    const text = `
      WITH counted AS (SELECT count(*) AS n FROM (SELECT FROM ${this.table} LIMIT ${COUNTED}))
      SELECT CASE WHEN n < ${COUNTED} THEN n
        ELSE greatest(n, reltuples::bigint, pg_stat_get_live_tuples(pg_class.oid)) END AS n
      FROM counted, pg_class WHERE pg_class.oid = '${this.table}'::regclass`;
    return this.bound('count', text, []);
  }

  /** Throws RangeError for a table whose names no document carries. */
  naming({ table, ids }: Subjects, after: string | undefined, most: number): BoundStatement {
    const by = NAMING[table];
    if (!by) throw new RangeError(`no document carries a name of ${table}`);
    const { words, conditions } = by;
    const keys = by.keys(ids);
    const sought = { table: this.table, by: BY_ID, words, limit: '$2::bigint' };
    return after === undefined
      ? this.bound(`first ${table}`, nearAndFar({ ...sought, conditions }), [keys, most])
      : this.bound(table, nearAndFar({ ...sought, conditions: [...conditions, 'id > $3::uuid'] }), [keys, most, after]);
  }

  private bound(name: string, text: string, values: BoundStatement['values']): BoundStatement {
    return { statement: { name: `${this.table} ${name}`, text }, values };
  }
}
