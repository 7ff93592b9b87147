import { closeSync, openSync, readSync } from 'node:fs';
import type { FileProblem } from './file-problem.js';

const MOST_BYTES = 64 * 1024;

/**
 * The text of a file, or why it cannot be read. Never more than fits is read: the path may be a pipe or a device.
 * @param path  relative to the working folder
 */
export function readText(path: string): { readonly text: string } | { readonly problem: FileProblem } {
  const bytes = Buffer.alloc(MOST_BYTES + 1);
  try {
    const length = fill(bytes, path);
    if (length > MOST_BYTES) return { problem: { reason: 'is larger than 64 KB' } };
    return { text: bytes.toString('utf8', 0, length) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { problem: { reason: code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${message}` } };
  }
}

function fill(bytes: Buffer, path: string): number {
  const handle = openSync(path, 'r');
  try {
    let filled = 0;
    for (let read = 1; read > 0 && filled < bytes.length; filled += read)
      read = readSync(handle, bytes, filled, bytes.length - filled, null);
    return filled;
  } finally {
    closeSync(handle);
  }
}
