import { PassingMap } from '#libs/collections';
import { deadline } from '../../deadline.js';
import { callIn, outcomeIn, type Outcome } from './answer.js';

/** With frames of half a megabyte, 64 MB; with requests of usual size, two thousand. */
const MOST_CALLS = 2_000;
const MOST_CHARACTERS = 32_000_000;

interface Asked {
  readonly id: string;
  /** The key of its job. */
  readonly job: string;
  /** Under which the context that was asked answers. */
  readonly key: Buffer;
}
interface PendingCall extends Asked {
  /** By performance.now(). */
  readonly since: number;
  readonly resolve: (outcome: Outcome) => void;
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
  async answerTo({ id, job, key }: Asked, characters: number, remainingMs: number): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    const inTime = deadline(remainingMs, () => reject(new NoAnswer(remainingMs)));
    this.calls.set(id, { id, job, key, since: performance.now(), resolve, reject });
    this.characters += characters;
    try {
      return await promise;
    } finally {
      inTime();
      this.calls.delete(id);
      this.characters -= characters;
    }
  }

  olderThan(moment: number): readonly Pick<PendingCall, 'id' | 'job'>[] {
    return [...this.calls.values()].filter(({ since }) => since < moment);
  }

  /** False for what is no answer of the context that was asked; the call waits on. One to a call that was given up is nobody's. */
  answered(heard: string): boolean {
    const id = callIn(heard);
    const call = id && this.calls.get(id);
    if (!call) return id !== undefined;
    const outcome = outcomeIn(call.key, call.id, heard);
    if (outcome) call.resolve(outcome);
    return outcome !== undefined;
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
