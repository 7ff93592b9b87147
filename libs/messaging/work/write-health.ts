import { FoldedLog } from '#libs/logging';
import { describeError, troubleOf } from '../inbox/trouble.js';

/**
 * Whether a context can write to its database, known from the errors of its ordinary writes. An error that only the database can
 * cause (disk full, read-only, shutting down) counts as a failure immediately. One that may come from a single row or a slow
 * statement only triggers a test write. A failure ends when a test write succeeds; another successful write is no proof, because it
 * may go to another table or into the last free page of a full disk.
 */
export class WriteHealth {
  private readonly log: FoldedLog;
  private failure: string | undefined;
  /** Writes that are running longer than expected. */
  private late = 0;
  private doubted = false;
  private tellDoubt: () => void = () => undefined;

  /** @param write  writes a log line */
  constructor(write: (line: string) => void) {
    this.log = new FoldedLog(write);
  }

  /** The listener is called when a test write is needed. */
  onDoubt(listener: () => void): void {
    this.tellDoubt = listener;
  }

  /** Whether a test write is needed. */
  get isInDoubt(): boolean {
    return this.doubted;
  }

  /** Why the context cannot write; undefined: no failure is known. */
  trouble(): string | undefined {
    if (this.failure) return `cannot write: ${this.failure}`;
    return this.late > 0 ? 'cannot write: the database does not answer' : undefined;
  }

  /** A write failed. False when the cause may be this write alone; then its caller must report the error. */
  failed(error: unknown): boolean {
    const trouble = troubleOf(error);
    if (trouble === 'environment') this.fail(error);
    this.doubt();
    return trouble === 'environment' || trouble === 'lost';
  }

  /** The test write failed, for any reason. */
  refuted(error: unknown): void {
    this.fail(error);
  }

  /** The test write succeeded. */
  proven(): void {
    this.failure = undefined;
    this.doubted = false;
    this.log.over('write');
  }

  /**
   * Runs a write and counts it as late after `lateMs`. When the event loop was blocked, the answer may already be in the socket
   * buffer, so sockets are read before the time is compared.
   */
  async watch<T>(lateMs: number, write: () => Promise<T>): Promise<T> {
    let state: 'open' | 'late' | 'ended' = 'open';
    const judge = (): void => {
      if (state === 'ended') return;
      state = 'late';
      this.late++;
    };
    const timer = setTimeout(() => setImmediate(judge), lateMs);
    try {
      return await write();
    } finally {
      clearTimeout(timer);
      if ((state as string) === 'late') this.late--;
      state = 'ended';
    }
  }

  private fail(error: unknown): void {
    this.failure = reasonOf(error);
    this.log.happened('write', `cannot write: ${this.failure}: ${describeError(error)}`);
  }

  private doubt(): void {
    this.doubted = true;
    this.tellDoubt();
  }
}

const BY_CODE: Readonly<Record<string, string>> = {
  '53100': 'the disk is full',
  '53200': 'PostgreSQL has no memory left',
  '53300': 'PostgreSQL has no connection left',
  '25006': 'the database is read-only',
  '55P03': 'a table is locked by another session',
  '57P01': 'PostgreSQL is stopping',
  '57P02': 'PostgreSQL has crashed',
  '57P03': 'PostgreSQL is starting or stopping',
};

/** The reason as the health check shows it, which may be public: the kind of error, without names of tables or hosts. */
function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return 'the database cannot be reached';
  return BY_CODE[code] ?? `the database refuses it (${code})`;
}
