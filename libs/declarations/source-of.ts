import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The source of a compiled file, as its source map says; of any other file the file itself. */
export function sourceOf(file: string): string {
  const map = `${file}.map`;
  if (!existsSync(map)) return file;
  const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { readonly sources: readonly string[] };
  return resolve(dirname(map), sources[0]!);
}
