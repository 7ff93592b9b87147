import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { discardEmbeddedServer } from '#libs/database';
import { inRoot } from './child.js';

/** In the clone, since the system's temporary folder may be a file system in memory, where fsync takes no time. */
const FOLDERS = inRoot('.cleave/bench');

/** A new data folder; removes those of killed runs, and stops the servers that are still running on them. */
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
