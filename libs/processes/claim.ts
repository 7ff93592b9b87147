import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { birthOf } from './birth.js';

/** The holder of a claim. */
export interface Claimant {
  readonly pid: number;
  readonly birth: number;
  /** Its name, for messages. */
  readonly name: string;
}

/**
 * Claims a file for this process, until it releases it or ends. Returns undefined on success, otherwise the holder. After a kill -9
 * nothing has to be cleaned up: the claim of an ended process is taken over, also when its pid was reused.
 */
export function claim(file: string, name: string): Claimant | undefined {
  const draft = `${file}.${process.pid}`;
  const mine: Claimant = { pid: process.pid, birth: birthOf(process.pid)!, name };
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      if (isPlaced(draft, file)) return undefined;
      const holder = claimantOf(file);
      if (holder) return holder;
      removeStale(file);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The running process that holds the claim. */
export function claimantOf(file: string): Claimant | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Claimant;
    return birthOf(found.pid) === found.birth ? found : undefined;
  } catch {
    return undefined; // there is none, or it is not readable; a claim file is never incomplete
  }
}

/** Releases a claim of this process; that of another process is kept. */
export function release(file: string): void {
  if (claimantOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** Unlike a rename, a link fails when the file exists. */
function isPlaced(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** When two processes find the same stale claim, one of them may move away the new claim of the other; it then puts it back. */
function removeStale(file: string): void {
  const away = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, away);
  } catch {
    return; // another process was first
  }
  if (claimantOf(away)) isPlaced(away, file);
  rmSync(away, { force: true });
}
