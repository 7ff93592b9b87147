import { spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dyingWithUs } from '#libs/processes';
import { DatabaseError } from '../database-error.js';
import { makeDraft } from './drafts.js';
import { sentenceFor } from './explain.js';
import type { Home } from './home.js';
import type { Programs } from './programs.js';

const INITDB_MS = 120_000;

/** Creates the cluster if it is missing. It is created in another folder and renamed, so that a kill -9 leaves no incomplete cluster. */
export async function prepareCluster(home: Home, programs: Programs, temporary: boolean): Promise<void> {
  if (existsSync(home.cluster)) return checkCluster(home.cluster);
  const draft = makeDraft(home.path, 'initdb');
  try {
    const passwordFile = join(draft, 'password');
    writeFileSync(passwordFile, home.password, { mode: 0o600 });
    if (home.account) for (const path of [draft, passwordFile]) chownSync(path, home.account.uid, home.account.gid);
    await initdb(home, programs, join(draft, 'cluster'), passwordFile, temporary);
    renameSync(join(draft, 'cluster'), home.cluster);
  } catch (error) {
    if (!existsSync(home.cluster)) throw error; // otherwise another process has created it first
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function checkCluster(cluster: string): void {
  const version = existsSync(join(cluster, 'PG_VERSION')) && readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === '18') return;
  const found = readdirSync(cluster).length
    ? `${version ? `it was made by PostgreSQL ${version}` : 'PG_VERSION is missing'}`
    : 'it is empty';
  throw new DatabaseError(
    'database.broken-data-folder',
    `The database folder ${cluster} cannot be used: ${found}; restore it, or delete it to start anew.`,
  );
}

async function initdb(
  home: Home,
  programs: Programs,
  cluster: string,
  passwordFile: string,
  temporary: boolean,
): Promise<void> {
  const flags = ['-D', cluster, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  // the builtin provider sorts the same on every system and does not change with updates of the C library
  flags.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (temporary) flags.push('--no-sync');
  const [program, ...rest] = [...dyingWithUs('KILL'), programs.initdb, ...flags]; // without this process its result would not be used
  const child = spawn(program!, rest, {
    ...home.account,
    cwd: home.path,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: INITDB_MS,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-8_000)));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw sentenceFor(output, home);
}
