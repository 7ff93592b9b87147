import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const STAMP = `${FOLDER}node_modules/.installed-lock.json`;

/** Installs the packages of this folder, whose own lock keeps them out of a first `npm start`; again only when the lock has changed. */
export function ensureTools(): void {
  const lock = readFileSync(`${FOLDER}package-lock.json`, 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`npm ci failed in ${FOLDER}`);
  writeFileSync(STAMP, lock);
}

/** The path of a file of an installed package. */
export const toolAt = (path: string): string => `${FOLDER}node_modules/${path}`;
