import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import prettier from 'prettier';
import { Refused } from './refused.js';

/** Changes of files, kept in memory until all are complete, so that either every file is written or none. */
export class Changes {
  private readonly files = new Map<string, string>();

  constructor(private readonly root: string) {}

  /** The new text of a file; undefined if it does not exist. */
  find(path: string): string | undefined {
    const file = join(this.root, path);
    return this.files.get(path) ?? (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  }

  /** Throws Refused when there is no such file. */
  read(path: string): string {
    const text = this.find(path);
    if (text === undefined) throw new Refused(`there is no ${path}.`);
    return text;
  }

  /** A new file. Throws Refused when there is one already. */
  create(path: string, text: string): void {
    if (this.find(path) !== undefined) throw new Refused(`${path} is there already.`);
    this.files.set(path, text);
  }

  /** Edits a file; a new one begins with `fallback`. */
  edit(path: string, change: (text: string) => string, fallback?: string): void {
    this.files.set(path, change(fallback === undefined ? this.read(path) : (this.find(path) ?? fallback)));
  }

  get paths(): readonly string[] {
    return [...this.files.keys()].toSorted();
  }

  /** Formats and writes everything; returns the paths of new and of changed files. */
  async write(): Promise<{ readonly made: readonly string[]; readonly changed: readonly string[] }> {
    const isNew = (path: string) => !existsSync(join(this.root, path));
    const [made, changed] = [this.paths.filter(isNew), this.paths.filter((path) => !isNew(path))];
    const options = (await prettier.resolveConfig(join(this.root, 'x.ts'))) ?? {};
    for (const [path, text] of this.files) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), await prettier.format(text, { ...options, filepath: path }));
    }
    return { made, changed };
  }
}

/** Throws Refused when one of these files has changes that are not staged, which git could not restore. */
export function refuseUnheld(root: string, paths: readonly string[]): void {
  const { stdout, status, stderr } = spawnSync('git', ['status', '--porcelain', '--', ...paths], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Refused(`git cannot say whether the files are clean: ${stderr.trim()}`);
  const unheld = stdout.split('\n').filter((line) => line && line[1] !== ' ');
  if (!unheld.length) return;
  const names = unheld.map((line) => line.slice(3)).join(', ');
  throw new Refused(`${names} would not be given back by git restore: git add them first, or say --force.`);
}
