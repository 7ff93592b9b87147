import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Entry } from './entry.js';
import { LedgerError } from './ledger-error.js';
import { claimFile, type Claim } from './claim-file.js';
import { readEntries } from './read-entries.js';

/**
 * A file of lines that are only ever added. Lines that arrive while one write is under way are written and flushed together, so that
 * many requests share one fdatasync.
 */
export class LedgerFile {
  private waiting: string[] = [];
  /** Of the lines that wait, and of those that are being written. */
  private next: Promise<void> | undefined;
  private current: Promise<void> = Promise.resolve();
  private failure: LedgerError | undefined;

  private constructor(
    private readonly file: FileHandle,
    private readonly claim: Claim,
    private readonly onFailure: (error: LedgerError) => void,
  ) {}

  /**
   * Hands each entry of an existing file to `take`, in order. A last line without its end was never answered, and is cut off.
   *
   * @param onFailure  nothing more can be kept: what is answered from then on would be a lie, so the process has to end
   * @throws LedgerError  the file is damaged, or another process writes to it
   */
  static async open(
    path: string,
    take: (entry: Entry) => void,
    onFailure: (error: LedgerError) => void,
  ): Promise<LedgerFile> {
    await mkdir(dirname(path), { recursive: true });
    const claim = claimFile(path);
    let file: FileHandle | undefined;
    try {
      file = await open(path, 'a+', 0o600);
      await file.truncate(await readEntries(path, take));
      await file.sync();
      return new LedgerFile(file, claim, onFailure);
    } catch (error) {
      await file?.close();
      claim.release();
      throw error;
    }
  }

  /** Resolves when the entry, and all before it, are on the disk. */
  append(entry: Entry): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.waiting.push(`${JSON.stringify(entry)}\n`);
    return (this.next ??= this.current.then(() => this.flush()));
  }

  /** Resolves when all that was appended until now is on the disk. */
  settled(): Promise<void> {
    return this.failure ? Promise.reject(this.failure) : (this.next ?? this.current);
  }

  async close(): Promise<void> {
    await this.settled().catch(() => undefined);
    await this.file.close();
    this.claim.release();
  }

  private flush(): Promise<void> {
    const lines = this.waiting.join('');
    this.waiting = [];
    this.current = this.next!;
    this.next = undefined;
    return this.write(lines);
  }

  private async write(lines: string): Promise<void> {
    try {
      await this.file.appendFile(lines);
      await this.file.datasync();
    } catch (error) {
      this.failure ??= new LedgerError(
        'ledger.not-written',
        `the ledger cannot be written: ${(error as Error).message}`,
      );
      this.onFailure(this.failure);
      throw this.failure;
    }
  }
}
