import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { inRoot } from '../lib/root.mjs';

const FOLDERS = ['apps', 'libs', 'src'];
/** Delay before a change is reported: an editor writes a file in several steps, and a formatter writes several files. */
const SETTLE_MS = 50;

const isSource = (path) => path.endsWith('.ts') && !/\.(spec|fixtures|d)\.ts$/.test(path);

/**
 * Reports changed, added and removed sources together, after a short time without further changes.
 * Watches folders: the watch of a file is lost when an editor replaces the file (seen with `recursive` of Node 20).
 */
export function watchSources(tell) {
  const changed = new Set();
  let soon;
  const note = (path) => {
    if (!isSource(path)) return;
    changed.add(path);
    clearTimeout(soon);
    soon = setTimeout(() => {
      const files = [...changed];
      changed.clear();
      tell(files);
    }, SETTLE_MS);
  };
  const watched = new Map();
  const follow = (folder) => {
    if (watched.has(folder)) return;
    const watcher = watch(inRoot(folder), { persistent: false }, (_event, name) => {
      const path = join(folder, name ?? '');
      if (isFolder(path)) return follow(path);
      watched.get(path)?.close(); // it was one
      watched.delete(path);
      note(path);
    });
    watched.set(folder, watcher);
    for (const name of readdirSync(inRoot(folder))) {
      const path = join(folder, name);
      if (isFolder(path)) follow(path);
      else if (isReady) note(path);
    }
  };
  let isReady = false;
  FOLDERS.forEach(follow);
  isReady = true; // from now on what lies in a folder is as new as the folder
}

const isFolder = (path) => statSync(inRoot(path), { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Transpiles these sources to `dist`, and returns those whose output changed. Each file is transpiled separately and without
 * checking types, as in the specs: a millisecond a file. Throws for a syntax error, and then writes nothing.
 */
export function emit(files) {
  const outputs = files.map((file) => ({ file, output: outputOf(file), code: codeOf(file) }));
  const different = outputs.filter(({ output, code }) => code !== textIn(output));
  for (const { output, code } of different) {
    if (code === undefined) rmSync(output);
    else {
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, code);
    }
  }
  return different.map(({ file }) => file);
}

const outputOf = (file) => inRoot('dist', file.replace(/\.ts$/, '.js'));
const textIn = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

function codeOf(file) {
  const source = textIn(inRoot(file));
  return source === undefined ? undefined : transformSync(source, { filename: inRoot(file), cwd: inRoot() }).code;
}
