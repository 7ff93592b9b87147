import { join, relative } from 'node:path';
import { ControlError } from './control-error.js';

/** What fits into the address of a Unix socket on every system: 104 bytes on macOS, 108 on Linux, of which one ends the text. */
const MOST_BYTES = 103;

/**
 * The supervisor's socket in a data folder. The folder is readable for its owner only (0700), and so is the socket. Throws ControlError
 * when the path is too long, also from the working folder.
 */
export function socketPathIn(folder: string): string {
  const path = join(folder, 'run', 'supervisor.sock');
  const shortest = [path, relative('', path)].toSorted((a, b) => bytesOf(a) - bytesOf(b))[0]!;
  if (bytesOf(shortest) <= MOST_BYTES) return shortest;
  throw new ControlError(
    'control.path-too-long',
    `A running Cleave cannot be told anything here: the path of a socket has at most ${MOST_BYTES} bytes, and ${shortest} has ${bytesOf(shortest)}. Set CLEAVE_DATA_DIR to a shorter one.`,
  );
}

const bytesOf = (text: string): number => Buffer.byteLength(text);
