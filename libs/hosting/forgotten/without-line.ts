import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Contexts } from '../contexts.js';

/** The folders of contexts that have no line in the list of the contexts. */
export function foldersWithoutLine({ contexts, door }: Contexts, list: string): readonly string[] {
  const folder = dirname(list);
  const [shown, file] = [folder, list].map((path) => relative(process.cwd(), path));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'index.ts')) && !(name in contexts) && name !== door.name)
    .map(
      (name) => `${shown}/${name} is the folder of a context that nothing starts: add a line for ${name} to ${file}`,
    );
}
