import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { birthOf } from './birth.js';

/** Who holds a claim. */
export interface Claimant {
  readonly pid: number;
  readonly birth: number;
  /** How it calls itself. */
  readonly name: string;
}

/**
 * Claims a file for this process. Undefined: it holds it now, until it releases it or ends; else the process that holds it. Nothing
 * has to be tidied up after a kill -9: what a process held that has ended, whoever has its pid by now, is taken over.
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

/** The living process that holds the claim. */
export function claimantOf(file: string): Claimant | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Claimant;
    return birthOf(found.pid) === found.birth ? found : undefined;
  } catch {
    return undefined; // there is none, or none that can be read; a claim is complete from its first moment
  }
}

/** Gives up a claim of this process; that of another is left alone. */
export function release(file: string): void {
  if (claimantOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** Unlike a rename, a link is refused when the file exists. */
function isPlaced(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of two that find the same stale claim one is first to claim it anew: the other one, when it has moved that away, puts it back. */
function removeStale(file: string): void {
  const away = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, away);
  } catch {
    return; // another was quicker
  }
  if (claimantOf(away)) isPlaced(away, file);
  rmSync(away, { force: true });
}
