import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { discardEmbeddedServer } from '#libs/database';
import { inRoot } from './child.js';

/** In the clone, not in the system's temporary folder: that may be memory, where a commit costs nothing. */
const FOLDERS = inRoot('.cleave/bench');

/** A data folder that nobody used before; those of runs that were killed are removed, with the servers that they left. */
export async function cleanDataFolder(): Promise<string> {
  mkdirSync(FOLDERS, { recursive: true });
  for (const name of readdirSync(FOLDERS)) if (!isAlive(Number(name))) await discardEmbeddedServer(join(FOLDERS, name));
  return join(FOLDERS, String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
