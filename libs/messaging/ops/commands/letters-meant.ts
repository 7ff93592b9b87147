import type { DataSource } from 'typeorm';
import type { Discard, Redrive } from '../contracts/index.js';
import { GROUP } from '../data/groups-sql.js';

/** Letters in one decision: their bodies are in memory together, 256 KB each at most. */
const MOST = 100;

/** A primary key of a dead letter. */
export interface LetterKey {
  readonly id: string;
  readonly receiver: string;
}

/** Which letters a wish is about, as far as a look outside the transaction tells: the decision sees what they have become. */
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
