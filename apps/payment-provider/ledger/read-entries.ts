import { createReadStream } from 'node:fs';
import type { Entry } from './entry.js';
import { LedgerError } from './ledger-error.js';

const NEWLINE = 10;

/**
 * Hands on every entry, and returns the length in bytes up to which the file is whole. Only its last line may be broken, by a kill
 * while it was written.
 *
 * @throws LedgerError  another line is broken: whoever reads on would forget money
 */
export async function readEntries(path: string, take: (entry: Entry) => void): Promise<number> {
  let [wholeBytes, line] = [0, 0];
  let broken: number | undefined;
  for await (const text of linesOf(path)) {
    line++;
    if (broken !== undefined) throw damaged(path, broken);
    const entry = entryIn(text);
    if (!entry) broken = line;
    else {
      take(entry);
      wholeBytes += text.length + 1;
    }
  }
  return wholeBytes;
}

/** Those that are ended; not by node:readline, which ends a line at characters that JSON leaves as they are. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      yield bytes.subarray(from, end);
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
}

function entryIn(text: Buffer): Entry | undefined {
  try {
    const entry = JSON.parse(text.toString()) as Entry | null;
    return typeof entry?.at === 'number' ? entry : undefined;
  } catch {
    return undefined;
  }
}

const damaged = (path: string, line: number): LedgerError =>
  new LedgerError('ledger.damaged', `line ${line} of the ledger ${path} cannot be read, and others come after it`);
