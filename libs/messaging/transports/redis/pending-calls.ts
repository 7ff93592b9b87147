import { PassingMap } from '#libs/collections';
import type { Answer } from './call.js';

/** With frames of half a megabyte, 64 MB; with requests of usual size, two thousand. */
const MOST_CALLS = 2_000;
const MOST_CHARACTERS = 32_000_000;

interface PendingCall {
  readonly id: string;
  /** The key of its job. */
  readonly job: string;
  /** By performance.now(). */
  readonly since: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** What this process has asked and nobody has answered yet; bounded in number, size and time. */
export class PendingCalls {
  private readonly calls = new PassingMap<string, PendingCall>();
  private characters = 0;

  /** Why another call must not begin. */
  trouble(characters: number): string | undefined {
    const isFull = this.calls.size >= MOST_CALLS || this.characters + characters > MOST_CHARACTERS;
    return isFull ? `${this.calls.size} calls are under way already` : undefined;
  }

  /** Waits for the answer, no longer than so many milliseconds. */
  async answerTo(id: string, job: string, characters: number, remainingMs: number): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const deadline = setTimeout(() => reject(new NoAnswer(remainingMs)), remainingMs);
    this.calls.set(id, { id, job, since: performance.now(), resolve, reject });
    this.characters += characters;
    try {
      return await promise;
    } finally {
      clearTimeout(deadline);
      this.calls.delete(id);
      this.characters -= characters;
    }
  }

  olderThan(moment: number): readonly Pick<PendingCall, 'id' | 'job'>[] {
    return [...this.calls.values()].filter(({ since }) => since < moment);
  }

  /** An answer to a call that was given up is nobody's. */
  answered(answer: Answer | undefined): void {
    if (answer) this.calls.get(answer.call)?.resolve(answer);
  }

  failed(id: string, error: Error): void {
    this.calls.get(id)?.reject(error);
  }

  /** The channel of the answers broke: whatever was said meanwhile is lost. */
  allFailed(error: Error): void {
    for (const { reject } of this.calls.values()) reject(error);
  }
}

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(ms: number) {
    super(`no answer came within ${Math.round(ms)} ms`);
  }
}
