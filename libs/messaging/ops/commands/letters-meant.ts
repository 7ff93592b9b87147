import type { DataSource } from 'typeorm';
import type { Discard, Redrive } from '../contracts/index.js';
import { GROUP } from '../data/groups-sql.js';

/** Dead letters per decision: all their bodies, up to 256 KB each, are in memory together. */
const MOST = 100;

/** A primary key of a dead letter. */
export interface LetterKey {
  readonly id: string;
  readonly receiver: string;
}

/** The dead letters that a command selects, read outside the transaction; the decision sees their current state. */
export async function lettersMeant(
  dataSource: DataSource,
  { id, group }: Redrive | Discard,
): Promise<{ readonly keys: readonly LetterKey[]; readonly more: boolean }> {
  const rows = await dataSource.query<LetterKey[]>(id ? BY_ID : BY_GROUP, [id ?? group]);
  return { keys: rows.slice(0, MOST), more: rows.length > MOST };
}

const BY_ID = `SELECT id, receiver FROM dead_letter WHERE id = $1 ORDER BY receiver LIMIT ${MOST}`;
const BY_GROUP = `SELECT id, receiver FROM dead_letter WHERE settled_at IS NULL AND ${GROUP} = $1
  ORDER BY id, receiver LIMIT ${MOST + 1}`;
