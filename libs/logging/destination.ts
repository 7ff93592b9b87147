import { writeSync } from 'node:fs';

/** Where a log is written, line by line. */
export interface Destination {
  write(line: string): void;
}

/** What waits for whoever reads the log, in characters; beyond it lines are dropped. */
const MOST_WAITING = 4 * 1024 * 1024;
const RETRY_MS = 50;
/** How long the end of the process may wait for a reader. */
const LAST_MS = 500;

/**
 * The standard output, written at once, so that a process that is killed has said all it had to say. A reader who is slow, or a full disk,
 * stops nothing: lines wait, and those beyond a limit are dropped and counted. (pino's own destination waits for ever at the end of a
 * process for a disk that is full.)
 */
class StandardOutput implements Destination {
  private waiting: string[] = [];
  private characters = 0;
  /** The rest of what was written in part. */
  private rest: Buffer = Buffer.alloc(0);
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined;
  private isGone = false;

  constructor(private readonly fd: number) {
    process.once('exit', () => this.end());
  }

  write(line: string): void {
    if (this.isGone) return;
    if (this.rest.length + this.characters + line.length > MOST_WAITING) return void this.dropped++;
    this.waiting.push(line);
    this.characters += line.length;
    if (!this.timer) this.flush();
  }

  /** Writes what waits; what cannot be written now is tried again. */
  private flush(): void {
    clearTimeout(this.timer);
    this.timer = this.isWritten() ? undefined : setTimeout(() => this.flush(), RETRY_MS).unref();
  }

  private isWritten(): boolean {
    try {
      while (this.takeNext()) this.rest = this.rest.subarray(writeSync(this.fd, this.rest));
      return true;
    } catch (error) {
      this.isGone = (error as NodeJS.ErrnoException).code === 'EPIPE';
      return this.isGone;
    }
  }

  /** False: nothing waits. */
  private takeNext(): boolean {
    if (this.rest.length) return true;
    const lines = this.dropped ? [...this.waiting, lost(this.dropped)] : this.waiting;
    this.rest = Buffer.from(lines.join(''));
    [this.waiting, this.characters, this.dropped] = [[], 0, 0];
    return this.rest.length > 0;
  }

  private end(): void {
    const until = performance.now() + LAST_MS;
    while (!this.isWritten() && performance.now() < until) Atomics.wait(SLEEP, 0, 0, 10);
  }
}

const outputs = new Map<'stdout' | 'stderr', StandardOutput>();

/** That of this process; there is one, since two would write into each other's lines. */
export function standardOutput(name: 'stdout' | 'stderr' = 'stdout'): Destination {
  const known = outputs.get(name) ?? new StandardOutput(process[name].fd);
  outputs.set(name, known);
  return known;
}

const SLEEP = new Int32Array(new SharedArrayBuffer(4));

function lost(lines: number): string {
  const message = `${lines} lines of the log were dropped: nobody read them in time`;
  return `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), context: 'cleave', message })}\n`;
}
