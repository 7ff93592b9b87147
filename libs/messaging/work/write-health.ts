import { FoldedLog } from '#libs/logging';
import { describeError, troubleOf } from '../inbox/trouble.js';

/**
 * Whether a context can write. Nobody asks for it: it is known from the writes that fail. What fails for a reason that lies with
 * the database is a failure at once; what may be the fault of one row or of one slow statement only raises a doubt, and a trial
 * write settles it. A failure ends by a trial write that succeeds, not by the next write that does: others may go into another
 * table, or into the last room of a full disk.
 */
export class WriteHealth {
  private readonly log: FoldedLog;
  private failure: string | undefined;
  /** Writes that have not come back for long. */
  private late = 0;
  private doubted = false;
  private tellDoubt: () => void = () => undefined;

  /** @param write  where its lines go */
  constructor(write: (line: string) => void) {
    this.log = new FoldedLog(write);
  }

  /** Called when a trial write is wanted. */
  onDoubt(listener: () => void): void {
    this.tellDoubt = listener;
  }

  /** Whether a trial write is wanted. */
  get isInDoubt(): boolean {
    return this.doubted;
  }

  /** Why the context cannot write; undefined: it can, as far as anybody has tried. */
  trouble(): string | undefined {
    if (this.failure) return `cannot write: ${this.failure}`;
    return this.late > 0 ? 'cannot write: the database does not answer' : undefined;
  }

  /** A write failed. False when the reason may lie with this write alone; then it is for its owner to tell. */
  failed(error: unknown): boolean {
    const trouble = troubleOf(error);
    if (trouble === 'environment') this.fail(error);
    this.doubt();
    return trouble === 'environment' || trouble === 'lost';
  }

  /** The trial write failed, whatever the reason. */
  refuted(error: unknown): void {
    this.fail(error);
  }

  /** The trial write succeeded. */
  proven(): void {
    this.failure = undefined;
    this.doubted = false;
    this.log.over('write');
  }

  /**
   * Runs a write, and knows of it while it has not come back for so long. When the process has stood still, the answer may lie
   * in its sockets: they are read before the time is judged.
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
  '55P03': 'a table is locked by somebody',
  '57P01': 'PostgreSQL is stopping',
  '57P02': 'PostgreSQL has crashed',
  '57P03': 'PostgreSQL is starting or stopping',
};

/** For people who look at health, which may be public: what it is, and nothing of where. */
function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return 'the database cannot be reached';
  return BY_CODE[code] ?? `the database refuses it (${code})`;
}
