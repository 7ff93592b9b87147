import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** A way to split Cleave up. */
export interface Placed {
  /** As the tables call it. */
  readonly name: string;
  /** What `npm start --` takes. */
  readonly args: readonly string[];
}

/** Whether they can work is judged by Cleave itself when it starts. Throws a TypeError when there is no such file, or nothing to carry. */
export function placementsFrom(files: readonly string[], splits: readonly string[], transport?: string): Placed[] {
  if (transport && !files.length && !splits.length)
    throw new TypeError('--transport: it carries for --placement or --split');
  const absent = files.find((file) => !existsSync(file));
  if (absent) throw new TypeError(`--placement: there is no file ${absent}`);
  const over = transport ? ['--transport', transport] : [];
  const named = (name: string): string => (transport ? `${name} over ${transport}` : name);
  return [
    ...files.map((file) => ({
      name: named(basename(file, '.yaml')),
      args: ['--placement', resolve(file), ...over],
    })),
    ...splits.map((contexts) => ({ name: named(`split ${contexts}`), args: ['--split', contexts, ...over] })),
  ];
}
