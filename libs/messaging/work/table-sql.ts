import type { TableColumn } from './column.js';

/** How rows are loaded: locked until the commit, locked unless somebody else holds them, or only looked at. */
export type LoadMode = 'locked' | 'skip-locked' | 'unlocked';

/** The set statements of a table: one text for any number of rows, so that it is planned once. */
interface Shape {
  readonly table: string;
  readonly columns: readonly TableColumn[];
  readonly primary: readonly TableColumn[];
}

const quoted = (name: string): string => `"${name}"`;
const names = (columns: readonly TableColumn[], prefix = ''): string =>
  columns.map(({ name }) => prefix + quoted(name)).join(', ');
const arrays = (columns: readonly TableColumn[]): string =>
  columns.map(({ type }, i) => `$${i + 1}::${type}[]`).join(', ');

/** Rows are locked in the order of their key, in every statement of every replica: nobody waits in a circle. */
export function loadText({ table, columns, primary }: Shape, by: readonly TableColumn[], mode: LoadMode): string {
  const what = columns.map(({ name, property }) => `t.${quoted(name)} AS ${quoted(property)}`).join(', ');
  const lock = {
    locked: ' FOR NO KEY UPDATE OF t',
    'skip-locked': ' FOR NO KEY UPDATE OF t SKIP LOCKED',
    unlocked: '',
  }[mode];
  const order = `ORDER BY ${names(primary, 't.')}${lock}`;
  if (by.length === 1)
    return `SELECT ${what}, t.xmin AS "$xmin" FROM ${quoted(table)} t WHERE t.${quoted(by[0]!.name)} = ANY($1::${by[0]!.type}[]) ${order}`;
  return `SELECT ${what}, t.xmin AS "$xmin" FROM unnest(${arrays(by)}) AS k(${names(by)}) JOIN ${quoted(table)} t USING (${names(by)}) ${order}`;
}

export function insertText({ table, columns }: Shape): string {
  return `INSERT INTO ${quoted(table)} (${names(columns)}) SELECT * FROM unnest(${arrays(columns)})`;
}

/** The commit travels in the same flight, so the guard is compared in SQL: `expect` raises 40001, and the rest is skipped. */
export function updateText({ table, columns, primary }: Shape): string {
  const changed = columns.filter((column) => !column.isPrimary);
  const sets = changed.map(({ name }) => `${quoted(name)} = v.${quoted(name)}`);
  const same = primary.map(({ name }) => `t.${quoted(name)} = v.${quoted(name)}`).join(' AND ');
  const n = columns.length;
  return `WITH w AS (
    UPDATE ${quoted(table)} t SET ${sets.join(', ')}
    FROM unnest(${arrays(columns)}, $${n + 1}::xid[]) AS v(${names(columns)}, "$xmin")
    WHERE ${same} AND t.xmin = v."$xmin" RETURNING 1
  ) SELECT expect((SELECT count(*) FROM w), $${n + 2}::bigint, '${table}')`;
}

/** Rows that a decision has seen and left: each must be the one that was remembered, and where there was none there must be none. */
export function guardText({ table, primary }: Shape, mode: 'locked' | 'unlocked'): string {
  const n = primary.length;
  const lock = mode === 'locked' ? ` ORDER BY ${names(primary, 't.')} FOR NO KEY UPDATE OF t` : '';
  return `SELECT expect((SELECT count(*) FILTER (WHERE found = known) - count(*) FILTER (WHERE known = '0'::xid) FROM (
    SELECT t.xmin AS found, k."$xmin" AS known
    FROM unnest(${arrays(primary)}, $${n + 1}::xid[]) AS k(${names(primary)}, "$xmin") JOIN ${quoted(table)} t USING (${names(primary)})${lock}
  ) seen), $${n + 2}::bigint, '${table}')`;
}

/** Rows of a view whose streams have just begun; the version is that of the stream. */
export function viewInsertText({ table, columns }: Shape): string {
  return `INSERT INTO ${quoted(table)} (${names(columns)}, version) SELECT * FROM unnest(${arrays(columns)}, $${columns.length + 1}::integer[])`;
}

/** Later rows of a view; a row that is missing, as while views are rebuilt, is made. */
export function upsertText(shape: Shape): string {
  const changed = shape.columns.filter((column) => !column.isPrimary);
  const sets = changed.map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`);
  return `${viewInsertText(shape)}
    ON CONFLICT (${names(shape.primary)}) DO UPDATE SET ${[...sets, 'version = excluded.version'].join(', ')}`;
}
