import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { DatabaseError } from '../database-error.js';

/** The account that runs PostgreSQL's programs; undefined: that of this process. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

const CANDIDATES = ['postgres', '_postgres', 'nobody', 'daemon'];

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root. An existing cluster keeps its owner, so that it stays readable when a package that is installed
 * later adds a `postgres` account.
 */
export function accountFor(cluster: string): Account {
  if (!isRoot()) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const [uid, gid] = [id('-u', name), id('-g', name)];
    if (uid && gid !== undefined) return { uid, gid };
  }
  throw new DatabaseError(
    'database.no-unprivileged-user',
    `PostgreSQL does not run as root and none of the accounts ${CANDIDATES.join(', ')} exists; create one or set DATABASE_URL.`,
  );
}

function id(flag: string, name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8', timeout: 5_000 });
  return status === 0 ? Number(stdout) : undefined;
}
