import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { dataFolder } from '#libs/config';
import { sweepDrafts } from './drafts.js';
import { homeOf, SHARED } from './home.js';
import { shutDown } from './postmaster.js';

/**
 * Removes homes below SHARED whose data folder was in a temporary folder and has been deleted, since nothing else removes them. Another
 * data folder may be on a disk that is not mounted now, so its home is kept.
 */
export async function sweepSharedHomes(): Promise<void> {
  if (existsSync(SHARED)) await sweepDrafts(SHARED); // incomplete copies of PostgreSQL's programs
  const temporary = [tmpdir(), '/tmp', '/var/tmp'].map((path) => path + sep);
  for (const name of existsSync(SHARED) ? readdirSync(SHARED) : []) {
    const path = join(SHARED, name);
    const folder = folderOf(path);
    if (!folder || existsSync(folder) || !temporary.some((prefix) => folder.startsWith(prefix))) continue;
    await removeHome(path);
  }
}

/** Stops the server of a data folder if one runs, and deletes its cluster and the folder itself. */
export async function discardEmbeddedServer(dataDir: string): Promise<void> {
  await removeHome(homeOf(dataFolder(dataDir)).path);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

/** Stops the server of the home if one runs, and deletes the home. */
export async function removeHome(path: string): Promise<void> {
  await shutDown(join(path, 'cluster'));
  await rm(path, { recursive: true, force: true, maxRetries: 5 }); // 100 MB of files: a synchronous rm delayed a start by 4 s
}

function folderOf(home: string): string | undefined {
  try {
    return readFileSync(join(home, 'data-folder'), 'utf8');
  } catch {
    return undefined;
  }
}
