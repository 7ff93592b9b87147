import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { birthOf } from '#libs/processes';

const NAME = /\.draft-(\d+)-(\d+)-/;

/**
 * Makes a temporary folder that is filled and then renamed to its final name. Its name contains the process id, so that a later start can
 * tell a folder left by a kill -9 from one that another start is filling.
 */
export const makeDraft = (parent: string, name: string): string =>
  mkdtempSync(join(parent, `${name}.draft-${process.pid}-${birthOf(process.pid)}-`));

/** Removes the temporary folders of processes that have ended: 39 MB for each kill -9 of a first start. */
export async function sweepDrafts(parent: string): Promise<void> {
  for (const entry of readdirSync(parent)) {
    const [, pid, birth] = NAME.exec(entry) ?? [];
    if (!pid || birthOf(Number(pid)) === Number(birth)) continue;
    await rm(join(parent, entry), { recursive: true, force: true, maxRetries: 5 });
  }
}
