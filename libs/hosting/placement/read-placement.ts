import { closeSync, openSync, readSync } from 'node:fs';
import type { Known } from './known.js';
import { parsePlacement } from './parse-placement.js';
import type { Placement } from './placement.js';
import { PlacementError } from './placement-error.js';
import type { Limits } from './rules/rule.js';

const MOST_BYTES = 64 * 1024;

/**
 * Reads a placement file. Throws PlacementError with every problem there is, also when there is no such file.
 * @param path  relative to the working folder; problems name it as it was given
 */
export function readPlacement(path: string, known: Known, limits: Limits = {}, file: string = path): Placement {
  return parsePlacement(textOf(path, file), file, known, limits);
}

/** Never more than fits: the path may be a pipe or a device. */
function textOf(path: string, file: string): string {
  const bytes = Buffer.alloc(MOST_BYTES + 1);
  const length = reading(file, () => {
    const handle = openSync(path, 'r');
    try {
      let filled = 0;
      for (let read = 1; read > 0 && filled < bytes.length; filled += read)
        read = readSync(handle, bytes, filled, bytes.length - filled, null);
      return filled;
    } finally {
      closeSync(handle);
    }
  });
  if (length > MOST_BYTES) throw new PlacementError(file, [{ reason: 'is larger than 64 KB' }]);
  return bytes.toString('utf8', 0, length);
}

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${(error as Error).message}`;
    throw new PlacementError(file, [{ reason }]);
  }
}
