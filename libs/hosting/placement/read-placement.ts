import { readText } from '../yaml/index.js';
import type { Known } from './known.js';
import { parsePlacement } from './parse-placement.js';
import type { Placement } from './placement.js';
import { PlacementError } from './placement-error.js';
import type { Limits } from './rules/rule.js';

/**
 * Reads a placement file. Throws PlacementError with every problem there is, also when there is no such file.
 * @param path  relative to the working folder; problems name it as it was given
 */
export function readPlacement(path: string, known: Known, limits: Limits = {}, file: string = path): Placement {
  const read = readText(path);
  if ('problem' in read) throw new PlacementError(file, [read.problem]);
  return parsePlacement(read.text, file, known, limits);
}
