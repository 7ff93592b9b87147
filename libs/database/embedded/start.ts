import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, fchownSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#libs/free-ports';
import { sentenceFor } from './explain.js';
import type { Home } from './home.js';
import { forgetReusedPid, postmasterOf } from './postmaster.js';
import type { Programs } from './programs.js';
import { settingFlags, type Settings } from './settings.js';

const LOG_BYTES = 10_000_000;

/**
 * Starts the server and comes back when it is ready, or when another start was quicker (it holds the pid file then).
 * It gets a session of its own: Ctrl-C reaches the whole process group and PostgreSQL would take it as a fast shutdown,
 * while the application still drains.
 */
export async function startServer(
  home: Home,
  programs: Programs,
  temporary: boolean,
  own: Settings,
  deadline: number,
): Promise<void> {
  forgetReusedPid(home.cluster);
  const flags = ['-D', home.cluster, '-p', String(await freePort()), ...settingFlags(temporary, own)];
  const [program, ...rest] = temporary
    ? [...dyingWithUs(), programs.postgres, ...flags]
    : [programs.postgres, ...flags];
  const log = openLog(home);
  let child: ChildProcess;
  try {
    child = spawn(program!, rest, {
      ...home.account,
      cwd: home.path,
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    closeSync(log.fd);
  }
  let failure: unknown;
  let ended = false;
  child.once('error', (error) => (failure = error)).once('exit', () => (ended = true));
  child.unref();
  while (Date.now() < deadline) {
    if (failure) throw failure;
    const server = postmasterOf(home.cluster);
    if (server?.pid === child.pid && server?.status === 'ready') return;
    if (ended) return afterEnd(home, readFileSync(home.log, 'utf8').slice(log.size));
    await sleep(10);
  }
}

/** A lost race is no failure: the caller looks at the pid file again. */
function afterEnd(home: Home, output: string): void {
  if (/Address already in use|could not create any TCP\/IP sockets/.test(output)) return;
  if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(output)) return;
  throw sentenceFor(output, home);
}

/** A temporary server must not outlive its run, not even after a kill -9; the kernel sees to it where it can. */
function dyingWithUs(): string[] {
  const known =
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'QUIT', 'true'], { timeout: 5_000 }).status === 0;
  return known ? ['setpriv', '--pdeathsig', 'QUIT'] : [];
}

function openLog(home: Home): { fd: number; size: number } {
  if ((statSync(home.log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(home.log, `${home.log}.1`);
  const fd = openSync(home.log, 'a', 0o600);
  if (home.account) fchownSync(fd, home.account.uid, home.account.gid);
  return { fd, size: fstatSync(fd).size };
}
