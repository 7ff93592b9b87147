import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '#libs/config';
import { type Account, accountFor, isRoot } from './account.js';

/** The folders and files of the embedded server of one data folder. */
export interface Home {
  readonly path: string;
  readonly cluster: string;
  readonly log: string;
  readonly account: Account;
  readonly password: string;
}

/** When Cleave runs as root, the files that the unprivileged account must read are below this folder. */
export const SHARED = '/var/lib/cleave';

/**
 * Usually `postgres/` in the data folder. As root it is `/var/lib/cleave/<id>`, since the unprivileged account may read neither a clone
 * below root's home nor a data folder made by mkdtemp (0700). The id is derived from the secret of the cluster, so that a new data
 * folder at the same path never gets the cluster of an old one.
 */
export function homeOf(folder: DataFolder): Home {
  const password = folder.secret('postgres-superuser');
  const id = createHash('sha256').update(password).digest('hex').slice(0, 16);
  const path = isRoot() ? join(SHARED, id) : join(folder.path, 'postgres');
  const cluster = join(path, 'cluster');
  return { path, cluster, log: join(path, 'postgres.log'), account: accountFor(cluster), password };
}

/** Creates the home. As root, a file in it names its data folder, and a file in the data folder names the home. */
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
