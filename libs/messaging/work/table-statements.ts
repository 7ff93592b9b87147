import { hash } from 'node:crypto';
import { plain, quoted, SetStatement, type BoundStatement, type SetColumn, type Value } from '#libs/database';
import type { TableColumn } from './column.js';
import {
  byOne,
  bySeveral,
  guardText,
  insertText,
  loadText,
  updateText,
  upsertText,
  viewInsertText,
  type LoadMode,
  type Shape,
} from './table-sql.js';
import type { Plain, Seen, Stored, ViewRow } from './rows.js';

type Key = readonly string[];
export interface LoadStatement {
  bind(keys: readonly Key[]): BoundStatement;
}

/** The statements of a table. */
export interface TableStatements {
  readonly insert: SetStatement<Plain>;
  readonly update: SetStatement<Stored>;
  /** The same with the columns that few updates change. */
  readonly wholeUpdate: SetStatement<Stored>;
  readonly viewInsert: SetStatement<ViewRow>;
  readonly upsert: SetStatement<ViewRow>;
  readonly guard: Readonly<Record<'locked' | 'unlocked', SetStatement<Seen>>>;
}

export function statementsOf(table: Shape): TableStatements {
  const row = table.columns.map((column) => sent<Plain>(column, (plain) => column.encode(plain[column.property])));
  const view = [...within<ViewRow>(row), plain<ViewRow>('version', 'integer', ({ version }) => version)];
  const seen = [...table.primary.map((column, i) => sent<Seen>(column, ({ key }) => key[i]!)), xmin<Seen>()];
  const named = (what: string): string => nameOf(`${what} ${table.name}`);
  const update = (what: string, columns: readonly TableColumn[]) => {
    const stored = [...within<Stored>(row.filter((_, i) => columns.includes(table.columns[i]!))), xmin<Stored>()];
    return new SetStatement(named(what), stored, (rows, count) => updateText({ ...table, columns }, rows, count));
  };
  return {
    insert: new SetStatement(named('insert'), row, (rows) => insertText(table, rows)),
    update: update(
      'update',
      table.columns.filter(({ isSeldom }) => !isSeldom),
    ),
    wholeUpdate: update('update whole', table.columns),
    viewInsert: new SetStatement(named('insert view'), view, (rows) => viewInsertText(table, rows)),
    upsert: new SetStatement(named('upsert'), view, (rows) => upsertText(table, rows)),
    guard: {
      locked: new SetStatement(named('guard'), seen, (rows, count) => guardText(table, 'locked', rows, count)),
      unlocked: new SetStatement(named('guard unlocked'), seen, (rows, n) => guardText(table, 'unlocked', rows, n)),
    },
  };
}

export function loadStatement(table: Shape, by: readonly TableColumn[], mode: LoadMode): LoadStatement {
  const name = nameOf(`${mode} ${table.name} ${by.map((column) => column.name).join(' ')}`);
  const columns = by.map((column, i) => sent<Key>(column, (key) => key[i]!));
  const [first, second] = columns;
  if (second) return new SetStatement(name, columns, (keys) => loadText(table, mode, bySeveral(table, by, keys)));
  const statement = { name, text: loadText(table, mode, byOne(table, by[0]!)) };
  return { bind: (keys) => ({ statement, values: [first!.literal(keys.map(first!.of))] }) };
}

/** PostgreSQL truncates statement names to 63 bytes; two long names must stay different, also with the suffix of the one-row form. */
const nameOf = (id: string): string =>
  id.length <= 50 ? id : `${id.slice(0, 33)} ${hash('md5', id, 'hex').slice(0, 16)}`;

const sent = <R>({ name, type, isPlain }: TableColumn, of: (row: R) => Value): SetColumn<R> =>
  isPlain ? plain(name, type, of) : quoted(name, type, of);

const xmin = <R extends { readonly xmin: number }>(): SetColumn<R> => plain('$xmin', 'xid', ({ xmin }) => xmin);

/** The columns of a row, for objects that contain the row. */
const within = <R extends { readonly row: Plain }>(columns: readonly SetColumn<Plain>[]): SetColumn<R>[] =>
  columns.map((column) => ({ ...column, of: ({ row }) => column.of(row) }));
