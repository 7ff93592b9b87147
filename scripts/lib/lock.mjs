import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { startedAt } from './processes.mjs';
import { inRoot } from './root.mjs';

const PATIENCE_MS = 15 * 60_000;

/**
 * Runs `work` under a lock between the processes of this clone. Node has no file locks, so every holder creates the next
 * file of a numbered series (`link` is atomic and fails if the file exists), and only the newest counts: the lock is held
 * while the process named in that file runs, and free when the file is empty. A kill -9 leaves nothing to clean up.
 */
export async function exclusively(name, work, onWait = () => {}) {
  const folder = inRoot('.cleave', 'locks', name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const deadline = Date.now() + PATIENCE_MS;
  let waiting = false;
  let mine;
  while (!(mine = takeNext(folder))) {
    if (Date.now() > deadline)
      throw new Failure(`another process holds ${folder} since more than 15 minutes; end it first.`);
    if (!waiting) onWait();
    waiting = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    truncateSync(mine);
  }
}

/** The path of the file with which this process holds the lock, or undefined. */
function takeNext(folder) {
  const newest = numbers(folder)[0] ?? 0;
  if (newest && isHeld(join(folder, String(newest)))) return undefined;
  const mine = join(folder, String(newest + 1));
  const draft = join(folder, `draft-${process.pid}`);
  writeFileSync(draft, `${process.pid} ${startedAt(process.pid)}`);
  try {
    linkSync(draft, mine);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return undefined; // another was quicker
  } finally {
    rmSync(draft, { force: true });
  }
  const [top, ...older] = numbers(folder);
  if (top !== newest + 1) {
    rmSync(mine, { force: true }); // we looked at a series that has gone on since
    return undefined;
  }
  for (const number of older) rmSync(join(folder, String(number)), { force: true });
  return mine;
}

function isHeld(file) {
  try {
    const [pid, start] = readFileSync(file, 'utf8').split(' ');
    return Boolean(pid) && startedAt(Number(pid)) === start;
  } catch {
    return existsSync(file);
  }
}

const numbers = (folder) =>
  readdirSync(folder)
    .map(Number)
    .filter(Boolean)
    .sort((a, b) => b - a);
