import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, say, sentenceOfCompiler } from './failure.mjs';
import { exclusively } from './lock.mjs';
import { inRoot } from './root.mjs';

const STAMP = inRoot('dist', '.stamp');
const FOLDERS = ['apps', 'libs', 'src', 'bench'];
const FILES = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const TSC_MS = 5 * 60_000;

export const compiler = inRoot('node_modules', 'typescript7', 'bin', 'tsc');
export const project = ['-p', inRoot('tsconfig.build.json')];

/** Compiles to dist when the sources have changed since the last build. The comparison takes about 10 ms. */
export async function ensureBuilt(node) {
  if (isBuilt()) return;
  await exclusively('build', () => {
    if (isBuilt()) return;
    const stamp = sourcesNow(); // before the build: what changes meanwhile makes the next one
    const started = Date.now();
    const { status, stdout, stderr } = spawnSync(node, [compiler, ...project], { encoding: 'utf8', timeout: TSC_MS });
    if (status !== 0) throw new Failure(sentenceOfCompiler(`${stdout}${stderr}`));
    mkdirSync(inRoot('dist'), { recursive: true });
    writeFileSync(STAMP, stamp);
    say(`cleave: built in ${((Date.now() - started) / 1_000).toFixed(1)} s`);
  });
}

const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesNow();

function sourcesNow() {
  const hash = createHash('sha256');
  for (const path of [...FILES, ...FOLDERS.flatMap(sourcesIn)]) {
    const { size, mtimeMs } = statSync(inRoot(path), { throwIfNoEntry: false }) ?? {};
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function sourcesIn(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { recursive: true })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .map((path) => join(folder, path))
    .sort();
}
