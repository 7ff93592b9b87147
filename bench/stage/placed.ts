import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** A placement to measure. */
export interface Placed {
  /** Its name in the tables. */
  readonly name: string;
  /** Its arguments for `npm start --`. */
  readonly args: readonly string[];
  /** Who takes the money. @defaultValue the stand-in */
  readonly provider?: 'http';
}

/** The monolith, whose money is taken by another process. */
export const OVER_HTTP: Placed = { name: 'http provider', args: [], provider: 'http' };

/** Cleave itself validates the placements when it starts. Throws a TypeError for a missing file, and for a transport without a split. */
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
