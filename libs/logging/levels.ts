/** From the least to the most important. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];

/** Words of Nest that are understood, too. */
const ALSO: Readonly<Record<string, Level>> = { verbose: 'trace', log: 'info' };
const PART = /^\w[\w .-]{0,63}$/;
/** More would make the choice of a level slow, and nobody could read them. */
const MOST_PARTS = 32;

/** The least important level that is written: in general, and of parts of the program, by words of their names. */
export interface Levels {
  readonly general: Level;
  readonly parts: ReadonlyMap<string, Level>;
}

/** A text is no list of levels; the message says why. */
export class LevelError extends Error {
  readonly code = 'log-level.invalid';
}

/**
 * Reads `info,orders outbox=debug`: a level in general, by default `info`, and those of parts. Throws LevelError.
 *
 * @param given  to which it is applied
 */
export function levelsIn(text: string, given: Levels = { general: 'info', parts: new Map() }): Levels {
  let { general } = given;
  const parts = new Map(given.parts);
  for (const one of text.split(',').map((part) => part.trim())) {
    const [, part, level = ''] = /^(?:([^=]*)=)?([^=]*)$/.exec(one) ?? [];
    if (part === undefined) general = levelCalled(level);
    else if (PART.test(part)) parts.set(part, levelCalled(level));
    else throw new LevelError(`"${part}" is no name of a part, such as "orders outbox" or "outbox"`);
  }
  if (parts.size > MOST_PARTS) throw new LevelError(`levels can be set for at most ${MOST_PARTS} parts`);
  return { general, parts };
}

/** The same as a text that `levelsIn` reads. */
export const levelsText = ({ general, parts }: Levels): string =>
  [general, ...[...parts].map(([part, level]) => `${part}=${level}`)].join(',');

/** The level of a part of the program: that of the longest name whose words it has, one after the other. */
export function levelOf({ general, parts }: Levels, name: string): Level {
  const named = [...parts].filter(([part]) => ` ${name} `.includes(` ${part} `));
  return named.toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? general;
}

function levelCalled(word: string): Level {
  const level = ALSO[word] ?? LEVELS.find((one) => one === word);
  if (!level) throw new LevelError(`"${word}" is no level; there are ${LEVELS.join(', ')}`);
  return level;
}
