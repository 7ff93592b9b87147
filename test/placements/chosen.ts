import { parseArgs } from 'node:util';
import { FRAMES, type Frames, PLACEMENTS } from './placements.js';

export interface Chosen {
  readonly placements: readonly string[];
  readonly frames: readonly Frames[];
  /** The table goes to docs/placements.md. */
  readonly isToBeWritten: boolean;
}

/** The arguments cannot be understood; the message says which there are. */
export class ArgumentsError extends Error {}

/** `--only monolith,pairs/redis`, `--frames once|twice`, `--write`. Throws ArgumentsError. */
export function chosenBy(args: readonly string[]): Chosen {
  const { only, frames, write } = parsed(args);
  const placements = only?.split(',') ?? Object.keys(PLACEMENTS);
  const unknown = placements.filter((name) => !PLACEMENTS[name]);
  if (unknown.length) throw new ArgumentsError(`There is no placement ${unknown.join(', ')}. ${usage()}`);
  const some = FRAMES.filter((one) => frames === undefined || frames === one);
  if (!some.length) throw new ArgumentsError(`Frames are delivered once or twice, not ${frames}. ${usage()}`);
  if (write && (only || frames)) throw new ArgumentsError('Only the whole table is written: --write goes alone.');
  return { placements, frames: some, isToBeWritten: write ?? false };
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ args: [...args], options: { only: text, frames: text, write: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new ArgumentsError(`${(error as Error).message} ${usage()}`);
  }
}

const usage = (): string =>
  `npm run test:placements -- [--only NAME,…] [--frames once|twice] | --write, with NAME one of ${Object.keys(PLACEMENTS).join(', ')}.`;
