import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '#libs/config';
import { type Account, accountFor, isRoot } from './account.js';

/** Where the embedded server of one data folder lives. */
export interface Home {
  readonly path: string;
  readonly cluster: string;
  readonly log: string;
  readonly account: Account;
  readonly password: string;
}

/** Below here lies what an unprivileged account must enter when we are root. */
export const SHARED = '/var/lib/cleave';

/**
 * Usually `postgres/` in the data folder. As root it is `/var/lib/cleave/<id>`, since the unprivileged account may enter
 * neither a clone below root's home nor a data folder made by mkdtemp (0700). The id comes from the secret that opens
 * the cluster, so a new data folder never meets the cluster of an old one at the same path.
 */
export function homeOf(folder: DataFolder): Home {
  const password = folder.secret('postgres-superuser');
  const id = createHash('sha256').update(password).digest('hex').slice(0, 16);
  const path = isRoot() ? join(SHARED, id) : join(folder.path, 'postgres');
  const cluster = join(path, 'cluster');
  return { path, cluster, log: join(path, 'postgres.log'), account: accountFor(cluster), password };
}

/** Makes the home; as root with a note whose it is, and a pointer to it in the data folder. */
export function openHome(folder: DataFolder): Home {
  const home = homeOf(folder);
  if (home.account) mkdirSync(SHARED, { recursive: true, mode: 0o755 });
  mkdirSync(home.path, { recursive: true, mode: 0o700 });
  if (home.account) {
    chownSync(home.path, home.account.uid, home.account.gid);
    writeFileSync(join(home.path, 'data-folder'), folder.path, { mode: 0o600 });
    folder.writeState('postgres-home', { path: home.path });
  }
  return home;
}
