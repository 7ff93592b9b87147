import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { birthOf } from '#libs/processes';

const NAME = /\.draft-(\d+)-(\d+)-/;

/**
 * Makes a folder that is filled aside and then renamed to its place. Its name says who fills it, so that a later start can tell what a
 * kill -9 has left from what another start is filling.
 */
export const makeDraft = (parent: string, name: string): string =>
  mkdtempSync(join(parent, `${name}.draft-${process.pid}-${birthOf(process.pid)}-`));

/** Removes the drafts of processes that have ended: 39 MB for each kill -9 of a first start. */
export async function sweepDrafts(parent: string): Promise<void> {
  for (const entry of readdirSync(parent)) {
    const [, pid, birth] = NAME.exec(entry) ?? [];
    if (!pid || birthOf(Number(pid)) === Number(birth)) continue;
    await rm(join(parent, entry), { recursive: true, force: true, maxRetries: 5 });
  }
}
